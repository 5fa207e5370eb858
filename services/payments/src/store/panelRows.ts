import type { Tx } from '@purser/db';
import type { AttemptStatus } from '../domain/attempt.ts';
import type { Place } from '../place.ts';

/** Which tries a panel is about: one customer's or all, and of which statuses. `troubled`: declined or failed, whatever the status. */
export type Scope = { customers: readonly string[]; statuses: readonly AttemptStatus[]; troubled?: boolean };

export type PanelRow = {
  attempt_id: string;
  payment_id: string | null;
  invoice_id: string;
  customer_id: string;
  status: AttemptStatus;
  amount: bigint;
  currency: string;
  error_code: string | null;
  decline_code: string | null;
  fee: bigint | null;
  settled_currency: string | null;
  updated_at: string;
};

/** Every customer named must be the row's: two different ones, a reader's and a filter's, meet in nothing. */
function ofCustomers({ sql }: Tx, customers: readonly string[]) {
  return sql`${customers[0] === undefined ? sql`` : sql`and a.customer_id = ${customers[0]}`}
    ${customers[1] === undefined ? sql`` : sql`and a.customer_id = ${customers[1]}`}`;
}

const isTroubled = ({ sql }: Tx) =>
  sql`a.status <> 'succeeded' and (a.status = 'failed' or a.error_code is not null or a.decline_code is not null)`;

/** Tries and what they brought, the last changed first; a payment's change is its receipt. Those without an amount are not shown. */
export function panelRows(tx: Tx, scope: Scope, place: Place | undefined, limit: number): Promise<PanelRow[]> {
  const { sql } = tx;
  return sql<PanelRow[]>`
    select a.attempt_id, p.payment_id, a.invoice_id, a.customer_id, a.status, coalesce(p.amount, a.amount) as amount,
      coalesce(p.currency, a.currency) as currency, a.error_code, a.decline_code, p.fee, p.settled_currency, a.updated_at
    from attempts a left join payments p on p.tenant_id = a.tenant_id and p.attempt_id = a.attempt_id
    where a.amount is not null and a.status = any(${scope.statuses}::text[]) ${ofCustomers(tx, scope.customers)}
      ${scope.troubled ? sql`and ${isTroubled(tx)}` : sql``}
      ${place ? sql`and (a.updated_at, a.attempt_id) < (${place.at.toISOString()}, ${place.id})` : sql``}
    order by a.updated_at desc, a.attempt_id desc limit ${limit}`;
}

export type Tries = Record<AttemptStatus | 'troubled', number>;

const none: Tries = {
  planned: 0,
  created: 0,
  processing: 0,
  requiresAction: 0,
  succeeded: 0,
  failed: 0,
  cancelled: 0,
  troubled: 0,
};

/** How many tries there are of each status, and how many of all are troubled. Counted in one pass: grouping would sort them first. */
export async function countTries(tx: Tx, customers: readonly string[]): Promise<Tries> {
  const { sql } = tx;
  const [row] = await sql<Tries[]>`
    select count(*) filter (where a.status = 'planned')::int as planned,
      count(*) filter (where a.status = 'created')::int as created,
      count(*) filter (where a.status = 'processing')::int as processing,
      count(*) filter (where a.status = 'requiresAction')::int as "requiresAction",
      count(*) filter (where a.status = 'succeeded')::int as succeeded,
      count(*) filter (where a.status = 'failed')::int as failed,
      count(*) filter (where a.status = 'cancelled')::int as cancelled,
      count(*) filter (where ${isTroubled(tx)})::int as troubled
    from attempts a where a.amount is not null ${ofCustomers(tx, customers)}`;
  return row ?? none;
}

/** What came in of one currency since the month began, and in the last days; minor units. */
export type Received = { currency: string; month: bigint; days: bigint };

/** The currency of most payments first. Of one that nothing came in of lately, the last payment's is named with zeros. */
export async function received(
  tx: Tx,
  customers: readonly string[],
  since: { month: Date; days: Date },
): Promise<Received[]> {
  const { sql } = tx;
  const [month, days] = [since.month.toISOString(), since.days.toISOString()];
  const rows = await sql<Received[]>`
    select currency, coalesce(sum(amount) filter (where received_at >= ${month}), 0)::bigint as month,
      coalesce(sum(amount) filter (where received_at >= ${days}), 0)::bigint as days
    from payments a where received_at >= least(${month}::timestamptz, ${days}::timestamptz) ${ofCustomers(tx, customers)}
    group by currency order by count(*) desc, currency`;
  if (rows.length > 0) return rows;
  const [last] = await sql<{ currency: string }[]>`
    select currency from payments a where true ${ofCustomers(tx, customers)} order by received_at desc limit 1`;
  return last ? [{ currency: last.currency, month: 0n, days: 0n }] : [];
}

/** What Stripe kept of payments since then, as far as it told; minor units of the currency it settles in. */
export function feesSince(
  tx: Tx,
  customers: readonly string[],
  since: Date,
): Promise<{ currency: string; fee: bigint }[]> {
  return tx.sql<{ currency: string; fee: bigint }[]>`
    select settled_currency as currency, sum(fee)::bigint as fee from payments a
    where fee is not null and settled_currency is not null and received_at >= ${since.toISOString()} ${ofCustomers(tx, customers)}
    group by settled_currency order by count(*) desc, settled_currency`;
}
