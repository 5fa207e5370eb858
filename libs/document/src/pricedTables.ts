import { facts } from './common.ts';
import { fill } from './labels.ts';
import type { InvoiceDocument } from './model.ts';
import type { Block, Carry, Column, Fact, Row, Table } from './sheet.ts';
import { clean, type Writing } from './writing.ts';

type TaxTable = InvoiceDocument['totals']['taxes'];
type Line = Omit<InvoiceDocument['lines'][number], 'id'>;

/** Prices contain their tax where any tax is within them: then the last column of lines is with the tax, else before it. */
export function isInclusive(taxes: TaxTable): boolean {
  return taxes.some(({ inclusive }) => inclusive);
}

export type PricedLines = {
  name: 'lines' | 'options';
  title: string;
  lines: readonly (Line & { remark?: string })[];
  inclusive: boolean;
};

/** What is sold, for how much. The last column adds up to subtotal less discounts. */
export function pricedLines({ name, title, lines, inclusive }: PricedLines, writing: Writing): Table {
  const { labels, amount, less, number } = writing;
  const hasDiscount = lines.some(({ discount }) => discount !== 0);
  const figures = [
    { label: labels.quantity, share: 0.1 },
    { label: labels.price, share: 0.14 },
    ...(hasDiscount ? [{ label: labels.discount, share: 0.13 }] : []),
    { label: inclusive ? labels.amountWithTax : labels.amount, share: 0.17 },
  ].map((column) => ({ ...column, isFigure: true }));
  const rest = 1 - figures.reduce((sum, { share }) => sum + share, 0);
  const columns: Column[] = [{ label: labels.description, isFigure: false, share: rest }, ...figures];
  const rows = lines.map(
    (line): Row => ({
      cells: [
        clean(line.description),
        number(line.quantity),
        amount(line.unitAmount),
        ...(hasDiscount ? [line.discount === 0 ? '' : less(line.discount)] : []),
        amount(inclusive ? line.total : line.net),
      ],
      remark: [...(line.remark ? [line.remark] : []), ...line.taxes.map(clean)].join(', '),
    }),
  );
  return { kind: 'table', name, title, columns, rows, remarks: [] };
}

/** What a column comes to after each of its rows. */
export function carriedOver(units: readonly number[], { labels, amount }: Writing): Carry {
  let sum = 0;
  const sums = units.map((each) => {
    sum += each;
    return amount(sum);
  });
  return { carried: labels.carried, brought: labels.brought, sums };
}

/** Totals, and what each tax comes to: beside them where it may stand there, else below. */
export function withTaxes(totals: Sums, taxes: TaxTable, edition: number | undefined, writing: Writing): Block[] {
  const [table] = taxTable(taxes, writing);
  if (!table) return [totals];
  if (edition !== 3 || !isNarrow(table)) return [totals, table];
  const columns = table.columns.map((column, at) => ({ ...column, share: narrowShares[at] ?? 0 }));
  return [{ ...totals, beside: { ...table, columns } }];
}
const narrowShares = [0.37, 0.36, 0.27];

/** In letters, what stands beside totals has room for, as wide as figures are. */
const besideTotals = 36;

/** Whether a table can have its figures in one line each and breaks no word beside totals, on the page as in the PDF. */
function isNarrow({ columns, rows }: Table): boolean {
  const widest = (at: number) =>
    Math.max(headSize * (columns[at]?.label.length ?? 0), ...rows.map(({ cells }) => cells[at]?.length ?? 0));
  const names = rows.map(({ cells: [name = ''] }) => name);
  const word = Math.max(...names.flatMap((name) => name.split(' ')).map(({ length }) => length));
  const room = besideTotals - widest(1) - widest(2);
  // Names of more than three lines would be a column of crumbs.
  return word <= room && names.every(({ length }) => length <= 2.5 * room);
}
/** Of the letters in a table's head, as against the others. */
const headSize = 0.87;

function taxTable(taxes: TaxTable, { labels, amount, percent }: Writing): Table[] {
  if (taxes.length === 0) return [];
  const rows = taxes.map((tax): Row => {
    const name = `${clean(tax.name)} ${percent(tax.percent)}`;
    const words = tax.kind === 'standard' ? (tax.inclusive ? labels.included : '{}') : labels[tax.kind];
    return { cells: [fill(words, name), amount(tax.taxable), amount(tax.amount)], remark: '' };
  });
  const columns = [
    { label: labels.tax, isFigure: false, share: 0.5 },
    { label: labels.taxable, isFigure: true, share: 0.25 },
    { label: labels.taxAmount, isFigure: true, share: 0.25 },
  ];
  const remarks = taxes.some(({ kind }) => kind === 'reverseCharge') ? [labels.reverseChargeRemark] : [];
  return [{ kind: 'table', name: 'taxes', title: labels.taxes, columns, rows, remarks }];
}

type Sums = Extract<Block, { kind: 'sums' }>;
type Reckoned = { before: Fact[]; taxes: TaxTable; total: Fact; withinLabel: string };

/** From what the lines come to, by the tax on top, to the total; and what tax is within it. */
export function sumsOf({ before, taxes, total, withinLabel }: Reckoned, { labels, amount }: Writing): Sums {
  const taxOf = (inclusive: boolean) =>
    taxes.filter((tax) => tax.inclusive === inclusive).reduce((sum, tax) => sum + tax.amount, 0);
  const [onTop, within] = [taxOf(false), taxOf(true)];
  return {
    kind: 'sums',
    title: '',
    sums: [
      ...before,
      ...(onTop === 0 && taxes.every((tax) => tax.inclusive) ? [] : [{ label: labels.tax, value: amount(onTop) }]),
      { ...total, strong: true },
      ...(within === 0 ? [] : [{ label: withinLabel, value: amount(within) }]),
    ],
  };
}

/** From subtotal and discounts to the total. */
export function totalsOf(totals: InvoiceDocument['totals'], writing: Writing): Sums {
  const { labels, amount, less } = writing;
  const before = [
    { label: labels.subtotal, value: amount(totals.subtotal) },
    ...(totals.discountTotal === 0 ? [] : [{ label: labels.discounts, value: less(totals.discountTotal) }]),
  ];
  const total = { label: labels.total, value: amount(totals.total) };
  return sumsOf({ before, taxes: totals.taxes, total, withinLabel: labels.taxIncluded }, writing);
}

/** How long there is to pay, in words. */
export function termsOf(terms_days: number, { labels }: Writing): string {
  if (terms_days === 0) return labels.atOnce;
  return terms_days === 1 ? labels.oneDay : fill(labels.days, String(terms_days));
}

/** A text of the tenant's, where there is one. */
export function textBlock(title: string, given: string | null): Block[] {
  return facts([[title, given]]).map(({ label, value }) => ({ kind: 'text', title: label, text: value }));
}
