import type { DemoCustomer, DemoProject, DemoTenant, Habit } from './story.ts';

/** One invoice of the demo's past. Days are `YYYY-MM-DD`. */
export type PlannedInvoice = {
  /** The customer's place in the tenant's list. */
  customer: number;
  issuedOn: string;
  lines: { description: string; quantity: string; unitAmount: number }[];
  /** Parts of a hundred of the total, each with the day it came; none while it is unpaid. */
  payments: { percent: number; on: string }[];
};

const day_ms = 86_400_000;

/** A year of months before `today`, oldest first. The same day plans the same year. */
export function planYear(tenant: DemoTenant, today: string): PlannedInvoice[] {
  const months = Array.from({ length: 13 }, (_, back) => firstOfMonth(today, 12 - back));
  const monthly = months.flatMap((issuedOn, month) =>
    tenant.customers.flatMap((customer, index) =>
      startsIn(index) > month ? [] : [planInvoice(tenant, customer, index, issuedOn, { month, today })],
    ),
  );
  const all = [...monthly, ...tenant.projects.map((project) => planProject(project, today))];
  return all.sort((one, other) => one.issuedOn.localeCompare(other.issuedOn));
}

/** Work of the last days that is billed by itself and not due yet. */
function planProject(
  { customer, description, unitAmount, days_ago, halfPaid }: DemoProject,
  today: string,
): PlannedInvoice {
  return {
    customer,
    issuedOn: plusDays(today, -days_ago),
    lines: [{ description, quantity: '1', unitAmount }],
    payments: halfPaid ? [{ percent: 50, on: plusDays(today, 1 - days_ago) }] : [],
  };
}

/** Not all were there from the first month. */
const startsIn = (index: number) => (index % 4 === 3 ? 3 : index % 5 === 4 ? 6 : 0);

function planInvoice(
  tenant: DemoTenant,
  customer: DemoCustomer,
  index: number,
  issuedOn: string,
  { month, today }: { month: number; today: string },
): PlannedInvoice {
  const lines = customer.lines.map(({ description, seats, unitAmount }) => ({
    description,
    quantity: String(grown(seats, month, index)),
    unitAmount,
  }));
  const payments = paymentsOf(customer.habit, tenant.terms_days, index + month)
    .map(({ percent, after_days }) => ({ percent, on: plusDays(issuedOn, after_days) }))
    .filter(({ on }) => on <= today);
  const isBehind = customer.habit === 'behind' && plusDays(issuedOn, tenant.terms_days * 4) > today;
  return { customer: index, issuedOn, lines, payments: isBehind ? [] : payments };
}

/** Seats come and go, and grow by a tenth over the year. */
function grown(seats: number, month: number, index: number): number {
  if (seats < 5) return seats;
  const swing = ((month * 7 + index * 3) % 5) - 2;
  return Math.max(1, Math.round(seats * (0.92 + month * 0.012)) + (seats > 10 ? swing : 0));
}

function paymentsOf(habit: Habit, terms_days: number, spread: number): { percent: number; after_days: number }[] {
  switch (habit) {
    case 'prompt':
      return [{ percent: 100, after_days: 3 + (spread % 8) }];
    case 'late':
      return [{ percent: 100, after_days: terms_days + 4 + (spread % 14) }];
    case 'halves':
      return [
        { percent: 50, after_days: 6 + (spread % 5) },
        { percent: 50, after_days: terms_days + (spread % 9) },
      ];
    case 'behind':
      return [{ percent: 100, after_days: terms_days * 3 + (spread % 20) }];
  }
}

/** The first day of the month that is so many months before. */
export function firstOfMonth(today: string, back: number): string {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 10);
}

export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * day_ms).toISOString().slice(0, 10);
}
