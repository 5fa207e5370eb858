import { randomBytes } from 'node:crypto';
import type { Context } from '@purser/bus';

type Tx = Context['tx'];

/** @returns false when another tenant has it */
export async function takeSlug({ sql }: Tx, tenant: string, slug: string): Promise<boolean> {
  const made = await sql`insert into slugs (slug, tenant_id) values (${slug}, ${tenant}) on conflict do nothing`;
  return made.count === 1;
}

/** Takes `wanted`, or else the next of `wanted-2`, `wanted-3` and so on. Two that ask at once get two. */
export async function takeFreeSlug(tx: Tx, tenant: string, wanted: string): Promise<string> {
  if (await takeSlug(tx, tenant, wanted)) return wanted;
  for (let tries = 0; tries < 5; tries += 1) {
    const slug = `${wanted}-${await nextNumber(tx, wanted)}`;
    if (slug.length <= 40 && (await takeSlug(tx, tenant, slug))) return slug;
  }
  const last = `${wanted.slice(0, 30)}-${randomBytes(4).toString('hex')}`;
  if (await takeSlug(tx, tenant, last)) return last;
  throw new Error(`no slug like ${wanted} could be taken`);
}

async function nextNumber({ sql }: Tx, wanted: string): Promise<number> {
  // A dot is what comes after the hyphen.
  const [row] = await sql<{ last: number | null }[]>`
    select max(substring(slug from '-([1-9][0-9]{0,4})$')::int) as last from slugs
    where slug > ${`${wanted}-`} and slug < ${`${wanted}.`} and slug ~ ${`^${wanted}-[1-9][0-9]{0,4}$`}`;
  return Math.max(row?.last ?? 1, 1) + 1;
}

/** Asked without a tenant: it is the answer. */
export async function tenantOfSlug({ sql }: Tx, slug: string): Promise<string | null> {
  const [row] = await sql<{ tenant_id: string }[]>`select tenant_id from slugs where slug = ${slug}`;
  return row?.tenant_id ?? null;
}

/** Whether there is such a tenant, for those who may not look into its rows. */
export async function isTenant({ sql }: Tx, tenant: string): Promise<boolean> {
  return (await sql`select from slugs where tenant_id = ${tenant}`).count === 1;
}
