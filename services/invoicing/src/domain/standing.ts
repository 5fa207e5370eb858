/** Money that came for an invoice, and when it was due. Minor units of the invoice's currency. */
export type Settled = { invoiceId: string; amount: bigint; total: bigint; daysLate: number };
/** What is late now. */
export type Late = { daysLate: number };
export type Grade = 'A' | 'B' | 'C' | 'D';
export type Figures = {
  settledInvoices: number;
  averageDaysLate: number;
  shareLate: number;
  overdueInvoices: number;
  longestOverdue_days: number;
};
export type Standing = { grade: Grade | null; reasons: string[]; figures: Figures };

/** Fewer say more about chance than about the customer; what is late for long speaks for itself. */
const leastInvoices = 3;
const plainlyLate_days = 60;

/** A grade holds while a figure is at most that; beyond the last it is D. */
const limits = {
  averageDaysLate: [3, 14, 30],
  shareLate: [0.2, 0.5, 0.8],
  longestOverdue_days: [7, 30, 60],
} as const;
const grades: readonly Grade[] = ['A', 'B', 'C', 'D'];

/**
 * How a customer pays. The grade is that of the worst of three figures: days late on average, weighted by the share of its invoice that
 * each payment was (so that currencies are never added up); the share that came late; and how long the oldest open invoice is overdue.
 */
export function standingOf(settled: readonly Settled[], overdue: readonly Late[]): Standing {
  const figures = figuresOf(settled, overdue);
  if (figures.settledInvoices < leastInvoices && figures.longestOverdue_days <= plainlyLate_days)
    return { grade: null, reasons: [tooLittle(figures.settledInvoices), ...overdueWords(figures)], figures };
  const judged = [
    { rank: rankOf('averageDaysLate', figures), words: averageWords(figures) },
    { rank: rankOf('shareLate', figures), words: shareWords(figures) },
    { rank: rankOf('longestOverdue_days', figures), words: overdueWords(figures) },
  ];
  const rank = Math.max(...judged.map((each) => each.rank));
  const reasons = judged.toSorted((a, b) => b.rank - a.rank).flatMap(({ words }) => words);
  return { grade: grades[rank] ?? 'D', reasons, figures };
}

function figuresOf(settled: readonly Settled[], overdue: readonly Late[]): Figures {
  const parts = settled.map(({ amount, total, daysLate }) => ({
    weight: total > 0n ? Number(amount) / Number(total) : 0,
    late: Math.max(0, daysLate),
  }));
  const weight = parts.reduce((sum, part) => sum + part.weight, 0);
  const mean = (of: (part: (typeof parts)[number]) => number) =>
    weight === 0 ? 0 : parts.reduce((sum, part) => sum + part.weight * of(part), 0) / weight;
  return {
    settledInvoices: new Set(settled.map(({ invoiceId }) => invoiceId)).size,
    averageDaysLate: rounded(
      mean(({ late }) => late),
      1,
    ),
    shareLate: rounded(
      mean(({ late }) => (late > 0 ? 1 : 0)),
      4,
    ),
    overdueInvoices: overdue.length,
    longestOverdue_days: Math.max(0, ...overdue.map(({ daysLate }) => daysLate)),
  };
}

const rounded = (value: number, decimals: number) => Math.round(value * 10 ** decimals) / 10 ** decimals;

function rankOf(figure: keyof typeof limits, figures: Figures): number {
  const at = limits[figure].findIndex((limit) => figures[figure] <= limit);
  return at < 0 ? grades.length - 1 : at;
}

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);
const invoices = (count: number) => (count === 1 ? '1 invoice' : `${count} invoices`);

function tooLittle(count: number): string {
  const paid = count === 0 ? 'No invoice was' : count === 1 ? 'Only 1 invoice was' : `Only ${count} invoices were`;
  return `Not enough to go by: ${paid.charAt(0).toLowerCase()}${paid.slice(1)} paid in the last two years.`;
}

function averageWords({ averageDaysLate, settledInvoices }: Figures): string[] {
  if (settledInvoices === 0) return [];
  return averageDaysLate === 0
    ? [`Pays on time: ${invoices(settledInvoices)} settled by the due date.`]
    : [`Pays ${days(averageDaysLate)} late on average, over ${invoices(settledInvoices)}.`];
}

function shareWords({ shareLate, settledInvoices }: Figures): string[] {
  if (settledInvoices === 0 || shareLate === 0) return [];
  return [`${Math.round(shareLate * 100)}% of what was paid came after its due date.`];
}

function overdueWords({ overdueInvoices, longestOverdue_days }: Figures): string[] {
  if (overdueInvoices === 0) return ['Nothing is overdue now.'];
  const are = overdueInvoices === 1 ? 'is' : 'are';
  return [`${invoices(overdueInvoices)} ${are} overdue now, the longest for ${days(longestOverdue_days)}.`];
}
