import type { Context } from '@purser/bus';
import type { invoicing as contract } from '@purser/contracts';
import type { z } from 'zod';
import { nameOf } from '../timeline.ts';

export type QuoteDeed = z.output<typeof contract.getQuoteTimeline.output>['entries'][number]['what'];
type Actor = Context['actor'];
type Of = { quoteId: string; familyId: string; version: number; customerId: string; currency: string };
type Entry = { what: QuoteDeed; amount?: bigint; sourceId?: string };

/** Writes down what a message did to a quote, in its transaction. The first view counts, and no other. */
export async function noteOnQuote(
  { tx, tenant, now, actor, messageId }: Pick<Context, 'tx' | 'tenant' | 'now' | 'actor' | 'messageId'>,
  { quoteId, familyId, version, customerId, currency }: Of,
  { what, amount, sourceId }: Entry,
): Promise<void> {
  await tx.sql`
    insert into quote_timeline (tenant_id, quote_id, family_id, version, customer_id, entry_id, at, what, actor_kind, actor_id,
      amount, currency, source_id)
    values (${tenant}, ${quoteId}, ${familyId}, ${version}, ${customerId}, ${messageId}, ${now.toISOString()}, ${what},
      ${actor.kind}, ${nameOf(actor)}, ${amount ?? null}, ${amount === undefined ? null : currency}, ${sourceId ?? null})
    on conflict do nothing`;
}

type Row = {
  at: string;
  what: QuoteDeed;
  version: number;
  actorKind: Actor['kind'];
  actorId: string;
  amount: bigint | null;
  currency: string | null;
  sourceId: string | null;
};

/** Of all versions, the oldest first. */
export async function readQuoteTimeline(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  familyId: string,
): Promise<Row[]> {
  return tx.sql<Row[]>`
    select at, what, version, actor_kind as "actorKind", actor_id as "actorId", amount, currency, source_id as "sourceId"
    from quote_timeline where tenant_id = ${tenant} and family_id = ${familyId} order by at, entry_id, version`;
}
