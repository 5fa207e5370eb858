import { addDays, localDate, type PlannedBill, planRun, sumsOfRun } from '@purser/billing';
import type { Client } from '@purser/bus';
import { directory, invoicing, payments } from '@purser/contracts';
import type { z } from 'zod';
import { again } from '../again.ts';

type Preview = z.output<typeof payments.previewAutopay.output>;
type Bill = Preview['bills'][number];

/** What a coming run would do, if nothing happens until then. */
export type DryRun = {
  tenant: string;
  timeZone: string;
  /** When the run is; null where nobody ever paid automatically. */
  next: string | null;
  /** The day in the tenant's zone for which it is planned. */
  on: string;
  rows: PlannedBill<Bill>[];
  /** What would be charged in all, minor units. */
  totals: { amount: number; currency: string }[];
  /** Invoices that were paid since, by hand: a run finds nothing owed on them. */
  paidSince: number;
};

/** A day before all: what is asked for is when the next run is. */
const noDay = '0001-01-01';
const together = 100;

/**
 * Asks the running platform what a tenant's coming run of autopay would charge. Nothing is charged, and nothing is marked.
 * @param client one that speaks as the gateway
 * @param now business time, for the day where no run is planned yet
 */
export async function dryRun(client: Client, tenant: string, now: Date): Promise<DryRun> {
  const who = { tenant, actor: { kind: 'service' as const, name: 'gateway' } };
  const { timeZone } = await again(() => client.query(directory.getTenant, {}, who));
  const { next } = await again(() => client.query(payments.previewAutopay, { on: noDay }, who));
  const on = next === null ? addDays(localDate(now, timeZone), 1) : localDate(new Date(next), timeZone);
  const rows: PlannedBill<Bill>[] = [];
  let asked = 0;
  for (let after: string | undefined; ; ) {
    const { bills }: Preview = await again(() =>
      client.query(payments.previewAutopay, { on, ...(after && { after }) }, who),
    );
    const invoiceIds = bills.map((bill) => bill.invoiceId);
    const { dues } = await again(() => client.query(invoicing.getDues, { invoiceIds }, who));
    rows.push(...planRun(bills, dues));
    asked += bills.length;
    after = invoiceIds.at(-1);
    if (bills.length < together || after === undefined) break;
  }
  return { tenant, timeZone, next, on, rows, totals: sumsOfRun(rows), paidSince: asked - rows.length };
}
