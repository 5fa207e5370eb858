import { facts, parties, sheetOf } from './common.ts';
import { fill, type Labels } from './labels.ts';
import type { StatementDocument } from './model.ts';
import type { Block, Column, Row, Sheet } from './sheet.ts';
import { clean, type Writing, writingFor } from './writing.ts';

export function layOutStatement(model: StatementDocument): Sheet {
  const writing = writingFor(model.locale, model.currency);
  const { labels } = writing;
  const blocks = [
    parties(model, writing, labels.statementFor),
    balanceDue(model, writing),
    entries(model, writing),
    sums(model, writing),
    ageing(model, writing),
  ];
  const number = clean(model.number) || period(model, writing);
  return sheetOf({ ...model, number }, writing, labels.statement, model.until, blocks);
}

function period({ from, until }: StatementDocument, { labels, day }: Writing): string {
  return labels.until.replace('{from}', () => day(from)).replace('{until}', () => day(until));
}

function balanceDue(model: StatementDocument, writing: Writing): Block {
  const { labels, amount, day } = writing;
  return {
    kind: 'amount',
    label: labels.balanceDue,
    figure: amount(model.closing),
    remark: fill(labels.balanceOn, day(model.until)),
    facts: facts([
      [labels.period, clean(model.number) === '' ? null : period(model, writing)],
      [labels.openingBalance, amount(model.opening)],
      [labels.creditAvailable, model.creditAvailable > 0 ? amount(model.creditAvailable) : null],
    ]),
  };
}

const words = {
  invoice: 'invoice',
  payment: 'payment',
  creditNote: 'creditNote',
  credit: 'creditGiven',
  refund: 'refund',
  void: 'voided',
} as const satisfies Record<StatementDocument['entries'][number]['kind'], keyof Labels>;

/** Each day's entries with what is owed after them; the first row and the last are the balances they lie between. */
function entries(model: StatementDocument, { labels, amount, day }: Writing): Block {
  const figures = [labels.debit, labels.credit, labels.balance];
  const columns: Column[] = [
    { label: labels.entry, isFigure: false, share: 0.52 },
    ...figures.map((label) => ({ label, isFigure: true, share: 0.16 })),
  ];
  const shown = (units: number) => (units === 0 ? '' : amount(units));
  const rows = model.entries.map(({ date, kind, reference, dueOn, debit, credit, balance }): Row => {
    const what = [labels[words[kind]], clean(reference)].filter(Boolean).join(' ');
    const remark = [day(date), ...(dueOn ? [fill(labels.dueOnDay, day(dueOn))] : [])].join(', ');
    return { cells: [what, shown(debit), shown(credit), amount(balance)], remark };
  });
  const opening: Row = { cells: [labels.openingBalance, '', '', amount(model.opening)], remark: day(model.from) };
  const balances = [model.opening, ...model.entries.map(({ balance }) => balance)];
  const carry = { carried: labels.carried, brought: labels.brought, sums: balances.map(amount) };
  return { kind: 'table', name: 'entries', title: '', columns, rows: [opening, ...rows], remarks: [], carry };
}

function sums({ opening, entries: given, closing }: StatementDocument, { labels, amount, less }: Writing): Block {
  const sumOf = (side: 'debit' | 'credit') => given.reduce((sum, entry) => sum + entry[side], 0);
  const [charged, settled] = [sumOf('debit'), sumOf('credit')];
  return {
    kind: 'sums',
    title: '',
    sums: [
      { label: labels.openingBalance, value: amount(opening) },
      { label: labels.charged, value: amount(charged) },
      { label: labels.settled, value: settled === 0 ? amount(0) : less(settled) },
      { label: labels.closingBalance, value: amount(closing), strong: true },
    ],
  };
}

function ageing({ ageing: due }: StatementDocument, { labels, amount }: Writing): Block {
  const rows = [
    [labels.notYetDue, due.current],
    [fill(labels.overdueDays, '1–30'), due.days1to30],
    [fill(labels.overdueDays, '31–60'), due.days31to60],
    [fill(labels.overdueDays, '61–90'), due.days61to90],
    [labels.overdueMore, due.over90],
  ] as const;
  return {
    kind: 'table',
    name: 'ageing',
    title: labels.ageing,
    columns: [
      { label: labels.age, isFigure: false, share: 0.7 },
      { label: labels.amount, isFigure: true, share: 0.3 },
    ],
    rows: rows.map(([label, units]) => ({ cells: [label, amount(units)], remark: '' })),
    remarks: [],
  };
}
