import { facts, parties, sheetOf } from './common.ts';
import { fill } from './labels.ts';
import type { InvoiceDocument } from './model.ts';
import { carriedOver, isInclusive, pricedLines, termsOf, textBlock, totalsOf, withTaxes } from './pricedTables.ts';
import { qrCode } from './qrCode.ts';
import type { Block, Sheet } from './sheet.ts';
import { clean, type Writing, writingFor } from './writing.ts';

type Payment = Extract<Block, { kind: 'payment' }>;

export function layOutInvoice(model: InvoiceDocument): Sheet {
  const writing = writingFor(model.locale, model.currency);
  const { labels } = writing;
  const blocks = [
    parties(model, writing, labels.billedTo),
    amountDue(model, writing),
    lines(model, writing),
    ...withTaxes(sums(model, writing), model.totals.taxes, model.edition, writing),
    ...waysToPay(model, writing),
    ...textBlock(labels.note, model.note),
  ];
  return sheetOf(model, writing, labels.invoice, model.issuedOn, blocks);
}

/** To the total, and from there to what is due where credit has settled some of it. */
function sums({ totals, creditApplied = 0 }: InvoiceDocument, writing: Writing): ReturnType<typeof totalsOf> {
  const { labels, amount, less } = writing;
  const toTotal = totalsOf(totals, writing);
  if (creditApplied === 0) return toTotal;
  const applied = { label: labels.creditApplied, value: less(creditApplied) };
  const due = { label: labels.amountDue, value: amount(totals.total - creditApplied), strong: true };
  // One figure stands out: what is to be paid.
  return { ...toTotal, sums: [...toTotal.sums.map(({ label, value }) => ({ label, value })), applied, due] };
}

function amountDue(model: InvoiceDocument, writing: Writing): Block {
  const { labels, amount, day } = writing;
  const { credit = 0, creditApplied = 0 } = model;
  return {
    kind: 'amount',
    label: labels.amountDue,
    figure: amount(model.totals.total - creditApplied),
    remark: fill(labels.dueBy, day(model.dueOn)),
    facts: facts([
      [labels.issuedOn, day(model.issuedOn)],
      [labels.terms, termsOf(model.terms_days, writing)],
      [labels.poNumber, model.poNumber],
      [labels.creditAvailable, credit > 0 ? amount(credit) : null],
    ]),
  };
}

function lines({ lines: given, totals, edition }: InvoiceDocument, writing: Writing): Block {
  const inclusive = isInclusive(totals.taxes);
  const table = pricedLines({ name: 'lines', title: '', lines: given, inclusive }, writing);
  if (edition === undefined) return table;
  const carried = given.map(({ net, total }) => (inclusive ? total : net));
  return { ...table, carry: carriedOver(carried, writing) };
}

function waysToPay(model: InvoiceDocument, writing: Writing): Block[] {
  const [byBank, online] = [bank(model, writing), payment(model, writing)];
  if (model.edition === 3 && byBank && online) return [{ ...online, bank: byBank }];
  return [...(byBank ? [{ kind: 'facts' as const, ...byBank }] : []), ...(online ? [online] : [])];
}

function bank({ bank: details, number }: InvoiceDocument, { labels }: Writing): Payment['bank'] {
  if (!details) return undefined;
  const inFours = (text: string) => (text.replace(/\s/g, '').match(/.{1,4}/g) ?? []).join(' ');
  const shown = facts([
    [labels.accountName, details.accountName],
    [labels.bankName, details.bankName],
    [labels.iban, details.iban && inFours(details.iban)],
    [labels.bic, details.bic],
    [labels.sortCode, details.sortCode],
    [labels.accountNumber, details.accountNumber],
    [labels.reference, number],
  ]);
  return { title: labels.bank, facts: shown };
}

function payment({ payment: given }: InvoiceDocument, { labels }: Writing): Payment | undefined {
  const url = clean(given?.url ?? '');
  if (url === '') return undefined;
  return { kind: 'payment', title: labels.payOnline, remark: labels.payOnlineRemark, url, code: qrCode(url) };
}
