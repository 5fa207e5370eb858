import type { Context } from '@purser/bus';
import { erased } from '../domain/customer.ts';
import { getCustomer } from './getCustomer.ts';
import { getCustomerNotes } from './getCustomerNotes.ts';

type Link = { kind: string; createdAt: string; usedAt: string | null };

/** All that is known here of a customer. @throws Fault rejected `erased` */
export async function exportCustomerData(ctx: Pick<Context, 'tx' | 'keys'>, input: { customerId: string }) {
  const { erased: isErased, revision: _, ...known } = await getCustomer(ctx, input);
  if (isErased) throw erased();
  const kept = await getCustomerNotes(ctx, input);
  const links = await ctx.tx.sql<Link[]>`
    select kind, created_at as "createdAt", used_at as "usedAt" from links
    where customer_id = ${input.customerId} order by created_at, link_id limit 1000`;
  const instant = (at: string) => new Date(at).toISOString();
  return {
    ...known,
    ...kept,
    links: links.map(({ kind, createdAt, usedAt }) => ({
      kind,
      createdAt: instant(createdAt),
      usedAt: usedAt && instant(usedAt),
    })),
  };
}
