import type { Context } from '@purser/bus';
import { mayAsk } from '../domain/dunning.ts';
import { nextRunAt } from '../store/autopay.ts';
import { type BillDue, billsDue } from '../store/billLists.ts';
import { verdictsOn } from '../store/tries.ts';

/** The dry run: what a run on that day would take up, and what would stand in its way. Nothing is marked. */
export async function previewAutopay(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  { on, after }: { on: string; after?: string | undefined },
) {
  const next = await nextRunAt({ tx, tenant });
  const { bills, count } = await billsDue({ tx, tenant }, { on, after });
  const rows = [];
  for (const bill of bills) rows.push({ ...viewOf(bill), hindrance: await hindranceOf({ tx }, bill) });
  return { next: next?.toISOString() ?? null, bills: rows, count };
}

const viewOf = ({ invoiceId, customerId, dueDate, step, brand, last4 }: BillDue) => ({
  ...{ invoiceId, customerId, dueDate, try: step + 1, brand, last4 },
});

async function hindranceOf({ tx }: Pick<Context, 'tx'>, { invoiceId, stripeMethodId, isPaying }: BillDue) {
  if (isPaying) return 'paymentOpen' as const;
  if (stripeMethodId === null) return 'noCard' as const;
  return mayAsk(await verdictsOn(tx, invoiceId, stripeMethodId)) ? null : ('cardSpent' as const);
}
