import type { Context } from '@purser/bus';
import type { Tx } from '@purser/db';
import { newId } from '@purser/message';

type Writing = Pick<Context, 'tx' | 'tenant' | 'now' | 'keys'>;

const field = 'bounce.address';
const folded = (address: string) => address.trim().toLowerCase();

/** Counts that an address took no mail. */
export async function countBounce(
  { tx, tenant, now, keys }: Writing,
  customerId: string,
  address: string,
  reason: string,
): Promise<void> {
  const ring = await keys(customerId);
  const bounceId = newId();
  await tx.sql`
    insert into bounces (tenant_id, bounce_id, customer_id, address, address_index, count, reason, last_at)
    values (${tenant}, ${bounceId}, ${customerId}, ${ring.seal(field, bounceId, address)},
      ${ring.index(field, folded(address))}, 1, ${reason}, ${now.toISOString()})
    on conflict (tenant_id, customer_id, address_index) do update
      set count = bounces.count + 1, reason = excluded.reason, last_at = excluded.last_at`;
}

/** A mail arrived: what was before is forgotten. */
export async function clearBounces({ tx, keys }: Writing, customerId: string, address: string): Promise<void> {
  const ring = await keys(customerId);
  await tx.sql`delete from bounces where customer_id = ${customerId} and address_index = ${ring.index(field, folded(address))}`;
}

export async function dropBounces({ sql }: Pick<Tx, 'sql'>, customerId: string): Promise<void> {
  await sql`delete from bounces where customer_id = ${customerId}`;
}

type Row = { bounce_id: string; customer_id: string; address: Buffer; count: number; reason: string; last_at: string };

export async function listBounceRows({ tx, keys }: Pick<Context, 'tx' | 'keys'>, customerId: string | undefined) {
  const rows = await tx.sql<Row[]>`
    select bounce_id, customer_id, address, count, reason, last_at from bounces
    where (${customerId ?? null}::uuid is null or customer_id = ${customerId ?? null}) order by last_at desc limit 100`;
  return Promise.all(
    rows.map(async (row) => {
      const ring = await keys(row.customer_id);
      return {
        customerId: row.customer_id,
        address: ring.destroyed ? '' : ring.openText(field, row.bounce_id, row.address),
        count: row.count,
        reason: row.reason,
        lastAt: new Date(row.last_at).toISOString(),
      };
    }),
  );
}
