import { localDate } from '@purser/billing';
import type { Client } from '@purser/bus';
import { directory, invoicing } from '@purser/contracts';
import { newId } from '@purser/message';
import type { Person } from '../play/cast.ts';
import { see } from '../play/see.ts';
import { type PlannedInvoice, planYear } from './planYear.ts';
import type { DemoTenant } from './story.ts';

/** So many commands under way at once. */
const atOnce = 8;

type Seeding = { client: Client; staff: Person; tenant: DemoTenant };
export type Seeded = { customers: number; invoices: number; payments: number };

/**
 * A year of a tenant's billing, through the same commands that staff use: issued on days gone by, paid by bank transfer, nobody mailed. It ends
 * with a few drafts of this month.
 */
export async function seedYear(seeding: Seeding): Promise<Seeded> {
  const { client, staff, tenant } = seeding;
  const today = localDate(new Date(), tenant.timeZone);
  const customerIds = tenant.customers.map(() => newId());
  await inTurns(tenant.customers, async ({ name, email, address }, index) => {
    const customerId = customerIds[index] ?? '';
    await client.command(directory.createCustomer, { customerId, name, email, address }, staff);
  });
  const planned = planYear(tenant, today);
  // Numbers follow the days: a month is issued before the next begins.
  let payments = 0;
  for (const month of monthsOf(planned)) {
    const invoiceIds = month.map(() => newId());
    await inTurns(month, (invoice, at) => draft(seeding, invoice, invoiceIds[at] ?? '', customerIds));
    for (const [at, { issuedOn: issueDate }] of month.entries())
      await client.command(invoicing.issueInvoice, { invoiceId: invoiceIds[at] ?? '', issueDate, send: false }, staff);
    await inTurns(month, async (invoice, at) => {
      const came = await pay(seeding, invoice, invoiceIds[at] ?? '');
      payments += came;
    });
  }
  const last = planned.slice(-3);
  await inTurns(last, (invoice) => draft(seeding, invoice, newId(), customerIds));
  return { customers: customerIds.length, invoices: planned.length + last.length, payments };
}

async function draft(
  { client, staff, tenant }: Seeding,
  { customer, lines }: PlannedInvoice,
  invoiceId: string,
  customerIds: readonly string[],
): Promise<void> {
  const input = {
    invoiceId,
    customerId: customerIds[customer] ?? '',
    lines: lines.map((line, at) => ({ id: String(at + 1), ...line, taxes: [tenant.tax] })),
  };
  await see('a draft can be made', () => client.command(invoicing.draftInvoice, input, staff));
}

/** @returns how many payments came */
async function pay({ client, staff }: Seeding, { payments }: PlannedInvoice, invoiceId: string): Promise<number> {
  const { totals } = await client.query(invoicing.getInvoice, { invoiceId }, staff);
  let left = totals.total;
  for (const [at, { percent, on: receivedOn }] of payments.entries()) {
    const isLast = at === payments.length - 1 && payments.reduce((sum, each) => sum + each.percent, 0) === 100;
    const amount = isLast ? left : Math.floor((totals.total * percent) / 100);
    left -= amount;
    const payment = {
      paymentId: newId(),
      invoiceId,
      amount,
      method: 'bankTransfer' as const,
      receivedOn,
      receipt: false,
    };
    await client.command(invoicing.recordPayment, payment, staff);
  }
  return payments.length;
}

function monthsOf(planned: readonly PlannedInvoice[]): PlannedInvoice[][] {
  return [...Map.groupBy(planned, ({ issuedOn }) => issuedOn.slice(0, 7)).values()];
}

/** A few at once, in order of their beginning. */
async function inTurns<T>(all: readonly T[], work: (one: T, at: number) => Promise<void>): Promise<void> {
  const left = [...all.entries()];
  const one = async () => {
    for (let next = left.shift(); next; next = left.shift()) await work(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}
