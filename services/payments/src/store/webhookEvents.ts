import type { payments as contract } from '@purser/contracts';
import type { Tx } from '@purser/db';
import type { z } from 'zod';

export type EventStatus = z.output<typeof contract.webhookStatus>;
export type EventFilter = z.output<typeof contract.webhookFilter>;

export type StoredEvent = {
  eventId: string;
  endpointId: string | null;
  mode: 'test' | 'live';
  type: string;
  objectId: string;
  account: string;
  via: 'delivery' | 'list';
  status: EventStatus;
  attempts: number;
  problem: string | null;
  receivedAt: Date;
};

type Row = Omit<StoredEvent, 'receivedAt'> & { receivedAt: string };

const asStored = (row: Row): StoredEvent => ({ ...row, receivedAt: new Date(row.receivedAt) });

const columns = ({ sql }: Tx) => sql`
  event_id as "eventId", endpoint_id as "endpointId", mode, type, object_id as "objectId", account, via, status, attempts, problem,
  received_at as "receivedAt"`;

/** `%` and `_` mean themselves: Stripe's ids are full of the latter. */
const beginsWith = (text: string) => `${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

/** What a filter finds, as a condition. A type that ends with a point is a family; what was put aside has a mark before its account. */
export function matching({ sql }: Tx, { status, type, endpointId, account, text }: EventFilter) {
  const family = type?.endsWith('.') ? beginsWith(type) : null;
  const start = text === undefined ? null : beginsWith(text);
  return sql`(${status ?? null}::text is null or status = ${status ?? null})
    and (${type ?? null}::text is null or type = ${type ?? null} or type like ${family})
    and (${endpointId ?? null}::uuid is null or endpoint_id = ${endpointId ?? null})
    and (${account ?? null}::text is null or account in (${account ?? null}, '?' || ${account ?? null}))
    and (${start}::text is null or event_id like ${start} or object_id like ${start})`;
}

/** The newest first, one more than asked for, after the event `after`. */
export async function listEvents(
  tx: Tx,
  { after, limit, ...filter }: EventFilter & { after?: string | undefined; limit: number },
): Promise<StoredEvent[]> {
  const rows = await tx.sql<Row[]>`
    select ${columns(tx)} from webhook_events
    where ${matching(tx, filter)}
      and (${after ?? null}::text is null or (received_at, event_id) < (select received_at, event_id from webhook_events where event_id = ${after ?? null}))
    order by received_at desc, event_id desc limit ${limit + 1}`;
  return rows.map(asStored);
}

export type WholeEvent = StoredEvent & {
  payload: Buffer | null;
  doneAt: Date | null;
  tries: { at: string; problem: string | null }[];
  ledTo: string | null;
};

export async function findEvent(tx: Tx, eventId: string): Promise<WholeEvent | undefined> {
  const [row] = await tx.sql<(Row & Omit<WholeEvent, keyof StoredEvent | 'doneAt'> & { doneAt: string | null })[]>`
    select ${columns(tx)}, payload, done_at as "doneAt", tries, led_to as "ledTo" from webhook_events where event_id = ${eventId}`;
  return row && { ...row, ...asStored(row), doneAt: row.doneAt === null ? null : new Date(row.doneAt) };
}

/** Puts one back in line. @returns what stood in the way: it is unknown, or what it held is gone */
export async function putBack({ sql }: Tx, eventId: string, now: Date): Promise<'unknown' | 'gone' | undefined> {
  const [row] = await sql<{ held: boolean }[]>`
    update webhook_events set status = case when payload is null or status = 'unrouted' then status else 'received' end,
      attempts = case when payload is null then attempts else 0 end,
      problem = case when payload is null then problem else null end,
      done_at = case when payload is null then done_at else null end,
      next_at = case when payload is null then null else ${now.toISOString()}::timestamptz end
    where event_id = ${eventId} returning payload is not null as held`;
  if (!row) return 'unknown';
  return row.held ? undefined : 'gone';
}

/** The payment or the try that an object of Stripe's belongs to, as far as its id tells. */
export async function aboutOf(
  { sql }: Tx,
  objectId: string,
): Promise<{ invoiceId: string; customerId: string; paymentId: string | null } | undefined> {
  const [row] = await sql<{ invoiceId: string; customerId: string; paymentId: string | null }[]>`
    select a.invoice_id as "invoiceId", a.customer_id as "customerId", p.payment_id as "paymentId"
    from attempts a left join payments p on p.tenant_id = a.tenant_id and p.attempt_id = a.attempt_id
    where a.payment_intent_id = ${objectId}`;
  return row;
}
