import { facts, parties, sheetOf } from './common.ts';
import { fill } from './labels.ts';
import type { ReceiptDocument } from './model.ts';
import type { Block, Sheet } from './sheet.ts';
import { writingFor } from './writing.ts';

export function layOutReceipt(model: ReceiptDocument): Sheet {
  const writing = writingFor(model.locale, model.currency);
  const { labels, amount, less, day } = writing;
  const { invoice } = model;
  const paid: Block = {
    kind: 'amount',
    label: labels.amountPaid,
    figure: amount(model.amount),
    remark: fill(labels.paidOn, day(model.paidOn)),
    facts: facts([
      [labels.method, model.method],
      [labels.forInvoice, invoice.number],
      [labels.invoiceDate, day(invoice.issuedOn)],
    ]),
  };
  const reckoning: Block = {
    kind: 'sums',
    title: labels.reckoning,
    sums: [
      { label: labels.invoiceTotal, value: amount(invoice.total) },
      ...(invoice.paidBefore === 0 ? [] : [{ label: labels.paidBefore, value: less(invoice.paidBefore) }]),
      ...(invoice.credit ? [{ label: labels.creditGiven, value: less(invoice.credit) }] : []),
      { label: labels.thisPayment, value: less(model.amount) },
      { label: labels.remaining, value: amount(invoice.remaining), strong: true },
    ],
  };
  const blocks = [parties(model, writing, labels.receivedFrom), paid, reckoning];
  return sheetOf(model, writing, labels.receipt, model.paidOn, blocks);
}
