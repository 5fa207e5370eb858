import type { Context } from '@purser/bus';
import type { Tx } from '@purser/db';

/** When invoices are charged: on the day they are due, or as soon as they are issued. */
export type ChargeAt = 'due' | 'issue';
export type Autopay = {
  active: boolean;
  consent: Buffer | null;
  /** What was agreed to speaks of. */
  chargeAt: ChargeAt;
  changedBy: 'staff' | 'customer';
  changedAt: string;
};

export async function autopayOf({ sql }: Tx, customerId: string): Promise<Autopay | undefined> {
  const [row] = await sql<Autopay[]>`
    select active, consent, charge_at as "chargeAt", changed_by as "changedBy", changed_at as "changedAt" from autopay where customer_id = ${customerId}`;
  return row;
}

type Change = { customerId: string; on: boolean; consent: string | undefined; chargeAt: ChargeAt };

/** The consent of somebody who was erased is not kept; switching off keeps what was agreed to. */
export async function storeAutopay(
  { tx, tenant, now, keys, actor }: Context,
  { customerId, on, consent, chargeAt }: Change,
): Promise<void> {
  const ring = consent === undefined ? undefined : await keys(customerId);
  const sealed = consent && ring && !ring.destroyed ? ring.seal('autopay.consent', customerId, consent) : null;
  await tx.sql`
    insert into autopay (tenant_id, customer_id, active, consent, charge_at, changed_by, changed_at)
    values (${tenant}, ${customerId}, ${on}, ${sealed}, ${chargeAt}, ${actor.kind === 'customer' ? 'customer' : 'staff'}, ${now.toISOString()})
    on conflict (tenant_id, customer_id) do update set active = excluded.active, consent = coalesce(excluded.consent, autopay.consent),
      charge_at = case when excluded.active then excluded.charge_at else autopay.charge_at end, changed_by = excluded.changed_by, changed_at = excluded.changed_at`;
}

/** The run's timer that counts, locked until the commit. */
export async function lockRun({
  tx,
  tenant,
}: Pick<Context, 'tx' | 'tenant'>): Promise<{ timer: string; at: Date } | undefined> {
  const [row] = await tx.sql<{ timer: string; at: string }[]>`
    select timer, next_at as at from autopay_runs where tenant_id = ${tenant} for update`;
  return row && { timer: row.timer, at: new Date(row.at) };
}

/** From now on this timer counts. */
export async function setRun(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  { timer, at }: { timer: string; at: Date },
): Promise<void> {
  await tx.sql`
    insert into autopay_runs (tenant_id, timer, next_at) values (${tenant}, ${timer}, ${at.toISOString()})
    on conflict (tenant_id) do update set timer = excluded.timer, next_at = excluded.next_at`;
}

/** When the next run is; undefined where none was ever set. */
export async function nextRunAt({ tx, tenant }: Pick<Context, 'tx' | 'tenant'>): Promise<Date | undefined> {
  const [row] = await tx.sql<{ at: string }[]>`select next_at as at from autopay_runs where tenant_id = ${tenant}`;
  return row && new Date(row.at);
}
