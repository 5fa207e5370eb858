import type { Context } from '@purser/bus';

type What = 'drafted' | 'changed' | 'issued' | 'viewed' | 'paymentAllocated' | 'credited' | 'voided';
type Actor = Context['actor'];
/** `sourceId` is the payment, credit note or document it speaks of. */
type Entry = { what: What; amount?: bigint; sourceId?: string };

/**
 * Writes down what a message did to an invoice, in its transaction. The first view counts, and no other.
 * @returns whether it was written.
 */
export async function noteOnTimeline(
  { tx, tenant, now, actor, messageId }: Pick<Context, 'tx' | 'tenant' | 'now' | 'actor' | 'messageId'>,
  { invoiceId, customerId, currency }: { invoiceId: string; customerId: string; currency: string },
  { what, amount, sourceId }: Entry,
): Promise<boolean> {
  const made = await tx.sql`
    insert into timeline (tenant_id, invoice_id, customer_id, entry_id, at, what, actor_kind, actor_id, amount, currency, source_id)
    values (${tenant}, ${invoiceId}, ${customerId}, ${messageId}, ${now.toISOString()}, ${what}, ${actor.kind}, ${nameOf(actor)},
      ${amount ?? null}, ${amount === undefined ? null : currency}, ${sourceId ?? null})
    on conflict do nothing`;
  return made.count === 1;
}

function nameOf(actor: Actor): string {
  switch (actor.kind) {
    case 'service':
      return actor.name;
    case 'public':
      return '';
    default:
      return actor.id;
  }
}

type TimelineRow = {
  at: string;
  what: What;
  actorKind: Actor['kind'];
  actorId: string;
  amount: bigint | null;
  currency: string | null;
  sourceId: string | null;
};

/** The oldest first. */
export async function readTimeline(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  invoiceId: string,
): Promise<TimelineRow[]> {
  return tx.sql<TimelineRow[]>`
    select at, what, actor_kind as "actorKind", actor_id as "actorId", amount, currency, source_id as "sourceId"
    from timeline where tenant_id = ${tenant} and invoice_id = ${invoiceId}
    order by at, entry_id`;
}
