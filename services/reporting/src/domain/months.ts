export type Figures = { billed: bigint; tax: bigint; collected: bigint; fees: bigint };
export type MonthRow = Figures & { month: string; currency: string };

/** The first days of the month of a date and of those before it, the oldest first. */
export function monthsUpTo(date: string, count: number): string[] {
  const [year = 0, month = 1] = date.split('-').map(Number);
  const last = year * 12 + (month - 1);
  return Array.from({ length: count }, (_, i) => {
    const at = last - (count - 1 - i);
    return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}-01`;
  });
}

/** The first day of the next month: where a month ends. */
export function nextMonth(date: string): string {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return month === 12
    ? `${String(year + 1).padStart(4, '0')}-01-01`
    : `${date.slice(0, 5)}${String(month + 1).padStart(2, '0')}-01`;
}

/** Each month of each currency that has anything in the period, also where nothing was billed: a chart has no gaps. */
export function everyMonth(months: readonly string[], rows: readonly MonthRow[]): MonthRow[] {
  const nothing: Figures = { billed: 0n, tax: 0n, collected: 0n, fees: 0n };
  const currencies = [...new Set(rows.map(({ currency }) => currency))].sort();
  return months.flatMap((month) =>
    currencies.map(
      (currency) =>
        rows.find((row) => row.month === month && row.currency === currency) ?? { month, currency, ...nothing },
    ),
  );
}
