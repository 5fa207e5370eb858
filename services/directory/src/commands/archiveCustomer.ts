import type { Context } from '@purser/bus';
import { directory as contract } from '@purser/contracts';
import { customerNotFound, erased } from '../domain/customer.ts';

type Input = { customerId: string };

/** Nothing new is billed to the customer. Whoever is archived already stays so since when they were, and nothing is said again. */
export function archiveCustomer(ctx: Context, { customerId }: Input) {
  return change(ctx, customerId, ctx.now);
}

export function restoreCustomer(ctx: Context, { customerId }: Input) {
  return change(ctx, customerId, null);
}

type Row = { currency: string | null; terms_days: number | null; archived: boolean; erased: boolean };

async function change({ tx, stage }: Context, customerId: string, at: Date | null) {
  const archived = at !== null;
  // Locked, so that two who change it at once say it in the order in which it was so.
  const [row] = await tx.sql<Row[]>`
    select currency, terms_days, archived_at is not null as archived, erased_at is not null as erased from customers
    where customer_id = ${customerId} for update`;
  if (!row) throw customerNotFound();
  const { erased: isErased, ...facts } = row;
  if (isErased && !archived) throw erased();
  if (row.archived === archived) return { customerId };
  await tx.sql`
    update customers set archived_at = ${at?.toISOString() ?? null}, revision = revision + 1 where customer_id = ${customerId}`;
  stage.send(contract.customerChanged, { customerId, ...facts, archived });
  return { customerId };
}
