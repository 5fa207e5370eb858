import type { Context } from '@purser/bus';

import { erasedName } from '../domain/customer.ts';

type Asker = Pick<Context, 'tx' | 'keys'>;

/** A customer as lists show them. */
export type Listed = {
  customerId: string;
  name: string;
  email: string;
  currency: string | null;
  terms_days: number | null;
  archived: boolean;
  tags: string[];
  createdAt: string;
};

export type Row = {
  customer_id: string;
  name: Buffer;
  email: Buffer;
  currency: string | null;
  terms_days: number | null;
  archived: boolean;
  tags: string[];
  revision: number;
  created_at: string;
};

/** Where a page ended: the creation and the id of its last customer. */
export type Place = { createdAt: string; customerId: string };

export type Wanted = { ids?: string[] | undefined; archived?: boolean | undefined; tag?: string | undefined };
type Page = Wanted & { place: Place | undefined; limit: number };

/** Rows, the newest first, from a place on. */
export function readRows({ sql }: Context['tx'], { ids, archived, tag, place, limit }: Page): Promise<Row[]> {
  return sql<Row[]>`
    select customer_id, name, email, currency, terms_days, archived_at is not null as archived, tags, revision, created_at from customers
    where true ${ids ? sql`and customer_id = any(${ids}::uuid[])` : sql``}
      ${archived === undefined ? sql`` : archived ? sql`and archived_at is not null` : sql`and archived_at is null`}
      ${tag === undefined ? sql`` : sql`and tags @> array[${tag}]::text[]`}
      ${place ? sql`and (created_at, customer_id) < (${place.createdAt}, ${place.customerId})` : sql``}
    order by created_at desc, customer_id desc limit ${limit}`;
}

/** Opens one customer. Of one who was erased there is nothing left to read. */
export async function openRow({ keys }: Pick<Asker, 'keys'>, row: Row): Promise<Listed> {
  const { customer_id: customerId, currency, terms_days, archived, tags } = row;
  const ring = await keys(customerId);
  const open = (field: string, sealed: Buffer, gone: string) =>
    ring.destroyed || sealed.length === 0 ? gone : ring.openText(`customer.${field}`, customerId, sealed);
  return {
    customerId,
    name: open('name', row.name, erasedName),
    email: open('email', row.email, ''),
    ...{ currency, terms_days, archived, tags },
    createdAt: new Date(row.created_at).toISOString(),
  };
}

/** Whether what was read of the tenant's customers is still all there is: every creation and every change makes another. */
export async function versionOf({
  sql,
}: Context['tx']): Promise<{ count: number; archivedCount: number; version: string }> {
  const [row] = await sql<{ count: number; archivedCount: number; changes: string }[]>`
    select count(*)::int as count, count(archived_at)::int as "archivedCount", coalesce(sum(revision), 0)::text as changes
    from customers`;
  const { count = 0, archivedCount = 0, changes = '0' } = row ?? {};
  return { count, archivedCount, version: `${count} ${changes}` };
}

/** The tags in use, the most used first. */
export function tagsInUse({ sql }: Context['tx']): Promise<{ tag: string; count: number }[]> {
  return sql<{ tag: string; count: number }[]>`
    select tag, count(*)::int as count from customers, unnest(tags) as tag group by tag order by count desc, tag limit 50`;
}
