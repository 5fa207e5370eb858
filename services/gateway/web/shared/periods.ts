/** Two days, both counting. */
export type Period = { from: string; until: string };

const two = (n: number) => String(n).padStart(2, '0');
const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d\d-\d\d$/.test(text);

/** The last day of a month; months count from 1. */
function lastDay(year: number, month: number): string {
  return `${year}-${two(month)}-${two(new Date(Date.UTC(year, month, 0)).getUTCDate())}`;
}

/** Whole months that end with the one of `today` shifted by `back` months. */
function months(today: string, count: number, back: number): Period {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const last = year * 12 + (month - 1) - back;
  const first = last - count + 1;
  const [fromYear, fromMonth] = [Math.floor(first / 12), (first % 12) + 1];
  return { from: `${fromYear}-${two(fromMonth)}-01`, until: lastDay(Math.floor(last / 12), (last % 12) + 1) };
}

/** The periods people ask for, by the day it is for them. */
export function usualPeriods(today: string): readonly ({ id: string; label: string } & Period)[] {
  const month = Number(today.slice(5, 7));
  const intoQuarter = (month - 1) % 3;
  return [
    { id: 'thisQuarter', label: 'This quarter', ...months(today, 3, intoQuarter - 2) },
    { id: 'lastQuarter', label: 'Last quarter', ...months(today, 3, intoQuarter + 1) },
    { id: 'thisMonth', label: 'This month', ...months(today, 1, 0) },
    { id: 'lastMonth', label: 'Last month', ...months(today, 1, 1) },
    { id: 'thisYear', label: 'This year', ...months(today, 12, month - 12) },
    { id: 'lastYear', label: 'Last year', ...months(today, 12, month) },
  ];
}

/** The period in an address, or what is shown without one. Days that cannot be are no period. */
export function periodIn(address: URLSearchParams, without: Period): Period {
  const [from, until] = [address.get('from'), address.get('until')];
  return isDay(from) && isDay(until) ? { from, until } : without;
}
