import type { Context } from '@purser/bus';
import type { invoicing as contract } from '@purser/contracts';
import type { z } from 'zod';

type What = z.output<typeof contract.timelineWhat>;
type Actor = Context['actor'];
/** `sourceId` is the payment, credit note or document it speaks of; `text` what staff wrote, which is sealed. */
type Entry = { what: What; amount?: bigint; sourceId?: string; text?: string };

/**
 * Writes down what a message did to an invoice, in its transaction. The first view counts, and no other.
 * @returns whether it was written.
 */
export async function noteOnTimeline(
  { tx, tenant, now, actor, messageId, keys }: Pick<Context, 'tx' | 'tenant' | 'now' | 'actor' | 'messageId' | 'keys'>,
  { invoiceId, customerId, currency }: { invoiceId: string; customerId: string; currency: string },
  { what, amount, sourceId, text }: Entry,
): Promise<boolean> {
  const note = await sealedNote({ keys, messageId }, customerId, text);
  const made = await tx.sql`
    insert into timeline (tenant_id, invoice_id, customer_id, entry_id, at, what, actor_kind, actor_id, amount, currency, source_id,
      note)
    values (${tenant}, ${invoiceId}, ${customerId}, ${messageId}, ${now.toISOString()}, ${what}, ${actor.kind}, ${nameOf(actor)},
      ${amount ?? null}, ${amount === undefined ? null : currency}, ${sourceId ?? null}, ${note})
    on conflict do nothing`;
  return made.count === 1;
}

/** What was written about somebody who was erased is not kept; what was done is. */
async function sealedNote(
  { keys, messageId }: Pick<Context, 'keys' | 'messageId'>,
  customerId: string,
  text: string | undefined,
): Promise<Buffer | null> {
  if (text === undefined) return null;
  const ring = await keys(customerId);
  return ring.destroyed ? null : ring.seal('timeline.note', messageId, text);
}

/** `by` is whose doing it is and what message it came with, where that is not the same for all. */
type Noted = {
  invoice: { invoiceId: string; customerId: string; currency: string };
  by?: Pick<Context, 'actor' | 'messageId'>;
} & Entry;

/** What happened to many invoices, of each thing once. */
export async function noteOnTimelines(
  ctx: Pick<Context, 'tx' | 'tenant' | 'now' | 'actor' | 'messageId' | 'keys'>,
  noted: readonly Noted[],
): Promise<void> {
  const { tx, tenant, now, keys } = ctx;
  const rows = await Promise.all(
    noted.map(async ({ invoice, by = ctx, what, amount, sourceId, text }) => {
      const note = await sealedNote({ keys, messageId: by.messageId }, invoice.customerId, text);
      return { ...invoice, ...by, what, amount, sourceId, note };
    }),
  );
  const of = <T>(read: (row: (typeof rows)[number]) => T) => rows.map(read);
  await tx.sql`
    insert into timeline (tenant_id, invoice_id, customer_id, entry_id, at, what, actor_kind, actor_id, amount, currency, source_id,
      note)
    select ${tenant}, n.invoice, n.customer, n.entry, ${now.toISOString()}, n.what, n.actor_kind, n.actor_id, n.amount,
      case when n.amount is not null then n.currency end, n.source, decode(n.note, 'base64')
    from unnest(${of((row) => row.invoiceId)}::uuid[], ${of((row) => row.customerId)}::uuid[], ${of((row) => row.messageId)}::uuid[],
      ${of((row) => row.actor.kind)}::text[], ${of((row) => nameOf(row.actor))}::text[],
      ${of((row) => row.what)}::text[], ${of((row) => (row.amount === undefined ? null : String(row.amount)))}::bigint[],
      ${of((row) => row.currency)}::text[], ${of((row) => row.sourceId ?? null)}::uuid[],
      ${of((row) => row.note?.toString('base64') ?? null)}::text[])
      as n(invoice, customer, entry, actor_kind, actor_id, what, amount, currency, source, note)
    on conflict do nothing`;
}

export function nameOf(actor: Actor): string {
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
  entryId: string;
  note: Buffer | null;
};

/** The oldest first. */
export async function readTimeline(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  invoiceId: string,
): Promise<TimelineRow[]> {
  return tx.sql<TimelineRow[]>`
    select at, what, actor_kind as "actorKind", actor_id as "actorId", amount, currency, source_id as "sourceId",
      entry_id as "entryId", note
    from timeline where tenant_id = ${tenant} and invoice_id = ${invoiceId}
    order by at, entry_id`;
}
