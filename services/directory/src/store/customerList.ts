import type { Context } from '@purser/bus';

type Asker = Pick<Context, 'tx' | 'keys'>;

/** A customer as lists show them. */
export type Listed = {
  customerId: string;
  name: string;
  email: string;
  currency: string | null;
  terms_days: number | null;
  createdAt: string;
};

export type Row = {
  customer_id: string;
  name: Buffer;
  email: Buffer;
  currency: string | null;
  terms_days: number | null;
  revision: number;
  created_at: string;
};

/** Where a page ended: the creation and the id of its last customer. */
export type Place = { createdAt: string; customerId: string };

type Page = { ids: string[] | undefined; place: Place | undefined; limit: number };

/** Rows, the newest first, from a place on. */
export function readRows({ sql }: Context['tx'], { ids, place, limit }: Page): Promise<Row[]> {
  return sql<Row[]>`
    select customer_id, name, email, currency, terms_days, revision, created_at from customers
    where true ${ids ? sql`and customer_id = any(${ids}::uuid[])` : sql``}
      ${place ? sql`and (created_at, customer_id) < (${place.createdAt}, ${place.customerId})` : sql``}
    order by created_at desc, customer_id desc limit ${limit}`;
}

/** Opens one customer. Of one who was erased there is nothing left to read. */
export async function openRow({ keys }: Pick<Asker, 'keys'>, row: Row): Promise<Listed> {
  const { customer_id: customerId, currency, terms_days } = row;
  const ring = await keys(customerId);
  const open = (field: string, sealed: Buffer, gone: string) =>
    ring.destroyed ? gone : ring.openText(`customer.${field}`, customerId, sealed);
  return {
    customerId,
    name: open('name', row.name, 'Erased'),
    email: open('email', row.email, ''),
    ...{ currency, terms_days },
    createdAt: new Date(row.created_at).toISOString(),
  };
}

/** Whether what was read of the tenant's customers is still all there is: every creation and every change makes another. */
export async function versionOf({ sql }: Context['tx']): Promise<{ count: number; version: string }> {
  const [row] = await sql<{ count: number; changes: string }[]>`
    select count(*)::int as count, coalesce(sum(revision), 0)::text as changes from customers`;
  const { count = 0, changes = '0' } = row ?? {};
  return { count, version: `${count} ${changes}` };
}
