import { facts, parties, sheetOf } from './common.ts';
import { fill } from './labels.ts';
import type { InvoiceDocument } from './model.ts';
import type { Block, Column, Row, Sheet } from './sheet.ts';
import { clean, type Writing, writingFor } from './writing.ts';

export function layOutInvoice(model: InvoiceDocument): Sheet {
  const writing = writingFor(model.locale, model.currency);
  const blocks = [
    parties(model, writing, writing.labels.billedTo),
    amountDue(model, writing),
    lines(model, writing),
    sums(model, writing),
    ...taxes(model, writing),
    ...bank(model, writing),
    ...note(model, writing),
  ];
  return sheetOf(model, writing, writing.labels.invoice, model.issuedOn, blocks);
}

function amountDue(model: InvoiceDocument, { labels, amount, day }: Writing): Block {
  const { terms_days: terms } = model;
  const words = terms === 0 ? labels.atOnce : terms === 1 ? labels.oneDay : fill(labels.days, String(terms));
  return {
    kind: 'amount',
    label: labels.amountDue,
    figure: amount(model.totals.total),
    remark: fill(labels.dueBy, day(model.dueOn)),
    facts: facts([
      [labels.issuedOn, day(model.issuedOn)],
      [labels.terms, words],
      [labels.poNumber, model.poNumber],
    ]),
  };
}

/**
 * The last column adds up to subtotal less discounts: before tax where tax comes on top; with it where prices contain it.
 */
function lines(model: InvoiceDocument, { labels, amount, less, number }: Writing): Block {
  const isInclusive = model.totals.taxes.some(({ inclusive }) => inclusive);
  const hasDiscount = model.lines.some(({ discount }) => discount !== 0);
  const figures = [
    { label: labels.quantity, share: 0.1 },
    { label: labels.price, share: 0.14 },
    ...(hasDiscount ? [{ label: labels.discount, share: 0.13 }] : []),
    { label: isInclusive ? labels.amountWithTax : labels.amount, share: 0.17 },
  ].map((column) => ({ ...column, isFigure: true }));
  const rest = 1 - figures.reduce((sum, { share }) => sum + share, 0);
  const columns: Column[] = [{ label: labels.description, isFigure: false, share: rest }, ...figures];
  const rows = model.lines.map(
    (line): Row => ({
      cells: [
        clean(line.description),
        number(line.quantity),
        amount(line.unitAmount),
        ...(hasDiscount ? [line.discount === 0 ? '' : less(line.discount)] : []),
        amount(isInclusive ? line.total : line.net),
      ],
      remark: line.taxes.map(clean).join(', '),
    }),
  );
  return { kind: 'table', name: 'lines', title: '', columns, rows, remarks: [] };
}

function sums({ totals }: InvoiceDocument, { labels, amount, less }: Writing): Block {
  const taxOf = (inclusive: boolean) =>
    totals.taxes.filter((tax) => tax.inclusive === inclusive).reduce((sum, tax) => sum + tax.amount, 0);
  const [onTop, within] = [taxOf(false), taxOf(true)];
  return {
    kind: 'sums',
    title: '',
    sums: [
      { label: labels.subtotal, value: amount(totals.subtotal) },
      ...(totals.discountTotal === 0 ? [] : [{ label: labels.discounts, value: less(totals.discountTotal) }]),
      ...(onTop === 0 && totals.taxes.every((tax) => tax.inclusive)
        ? []
        : [{ label: labels.tax, value: amount(onTop) }]),
      { label: labels.total, value: amount(totals.total), strong: true },
      ...(within === 0 ? [] : [{ label: labels.taxIncluded, value: amount(within) }]),
    ],
  };
}

function taxes({ totals }: InvoiceDocument, { labels, amount, percent }: Writing): Block[] {
  if (totals.taxes.length === 0) return [];
  const rows = totals.taxes.map((tax): Row => {
    const name = `${clean(tax.name)} ${percent(tax.percent)}`;
    const words = tax.kind === 'standard' ? (tax.inclusive ? labels.included : '{}') : labels[tax.kind];
    return { cells: [fill(words, name), amount(tax.taxable), amount(tax.amount)], remark: '' };
  });
  const columns = [
    { label: labels.tax, isFigure: false, share: 0.5 },
    { label: labels.taxable, isFigure: true, share: 0.25 },
    { label: labels.taxAmount, isFigure: true, share: 0.25 },
  ];
  const remarks = totals.taxes.some(({ kind }) => kind === 'reverseCharge') ? [labels.reverseChargeRemark] : [];
  return [{ kind: 'table', name: 'taxes', title: labels.taxes, columns, rows, remarks }];
}

function bank({ bank: details, number }: InvoiceDocument, { labels }: Writing): Block[] {
  if (!details) return [];
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
  return [{ kind: 'facts', title: labels.bank, facts: shown }];
}

function note({ note: given }: InvoiceDocument, { labels }: Writing): Block[] {
  const text = clean(given ?? '');
  return text === '' ? [] : [{ kind: 'text', title: labels.note, text }];
}
