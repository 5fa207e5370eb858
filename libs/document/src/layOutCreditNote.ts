import { facts, parties, sheetOf } from './common.ts';
import { fill } from './labels.ts';
import type { CreditNoteDocument } from './model.ts';
import { carriedOver, isInclusive, sumsOf, textBlock, withTaxes } from './pricedTables.ts';
import type { Block, Column, Fact, Row, Sheet } from './sheet.ts';
import { clean, type Writing, writingFor } from './writing.ts';

export function layOutCreditNote(model: CreditNoteDocument): Sheet {
  const writing = writingFor(model.locale, model.currency);
  const { labels } = writing;
  const blocks = [
    parties(model, writing, labels.creditedTo),
    credited(model, writing),
    lines(model, writing),
    ...withTaxes(sums(model, writing), model.totals.taxes, model.edition, writing),
    ...destination(model, writing),
    ...textBlock(labels.reason, model.reason),
  ];
  return sheetOf(model, writing, labels.creditNote, model.issuedOn, blocks);
}

function credited({ issuedOn, invoice, totals }: CreditNoteDocument, { labels, amount, day }: Writing): Block {
  return {
    kind: 'amount',
    label: labels.amountCredited,
    figure: amount(totals.total),
    remark: fill(labels.creditedOn, day(issuedOn)),
    facts: facts([
      [labels.forInvoice, invoice.number],
      [labels.invoiceDate, day(invoice.issuedOn)],
    ]),
  };
}

function lines({ lines: given, totals }: CreditNoteDocument, writing: Writing): Block {
  const { labels, amount, number } = writing;
  const inclusive = isInclusive(totals.taxes);
  const hasQuantity = given.some(({ quantity }) => quantity !== null);
  const figures = [
    ...(hasQuantity ? [{ label: labels.quantity, share: 0.12 }] : []),
    { label: inclusive ? labels.amountWithTax : labels.amount, share: 0.2 },
  ].map((column) => ({ ...column, isFigure: true }));
  const rest = 1 - figures.reduce((sum, { share }) => sum + share, 0);
  const columns: Column[] = [{ label: labels.description, isFigure: false, share: rest }, ...figures];
  const figure = (line: (typeof given)[number]) => (inclusive ? line.total : line.net);
  const rows = given.map((line): Row => {
    const quantity = line.quantity === null ? '' : number(line.quantity);
    return {
      cells: [clean(line.description), ...(hasQuantity ? [quantity] : []), amount(figure(line))],
      remark: line.taxes.map(clean).join(', '),
    };
  });
  const carry = carriedOver(given.map(figure), writing);
  return { kind: 'table', name: 'lines', title: '', columns, rows, remarks: [], carry };
}

function sums({ totals }: CreditNoteDocument, writing: Writing) {
  const { labels, amount } = writing;
  const before = isInclusive(totals.taxes) ? [] : [{ label: labels.subtotal, value: amount(totals.net) }];
  const total = { label: labels.totalCredited, value: amount(totals.total) };
  return sumsOf({ before, taxes: totals.taxes, total, withinLabel: labels.taxIncludedCredited }, writing);
}

function destination({ offBalance, toCredit }: CreditNoteDocument, { labels, amount }: Writing): Block[] {
  const parts: Fact[] = [
    ...(offBalance === 0 ? [] : [{ label: labels.offBalance, value: amount(offBalance) }]),
    ...(toCredit === 0 ? [] : [{ label: labels.toCredit, value: amount(toCredit) }]),
  ];
  return parts.length === 0 ? [] : [{ kind: 'sums', title: labels.destination, sums: parts }];
}
