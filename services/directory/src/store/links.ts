import type { Context } from '@purser/bus';
import type { LinkFacts, LinkKind } from '../domain/link.ts';

type Tx = Context['tx'];

export type Link = LinkFacts & {
  linkId: string;
  customerId: string;
  contactId: string | null;
  invoiceId: string | null;
  quoteId: string | null;
};

type Row = {
  link_id: string;
  kind: LinkKind;
  customer_id: string;
  contact_id: string | null;
  invoice_id: string | null;
  quote_id: string | null;
  browser_hash: Buffer | null;
  expires_at: string;
  used_at: string | null;
  revoked_at: string | null;
};

const timeOf = (text: string | null) => (text === null ? null : new Date(text));
const bytes = (hash: string) => Buffer.from(hash, 'hex');

function asLink(row: Row): Link {
  return {
    linkId: row.link_id,
    kind: row.kind,
    customerId: row.customer_id,
    contactId: row.contact_id,
    invoiceId: row.invoice_id,
    quoteId: row.quote_id,
    browserHash: row.browser_hash?.toString('hex') ?? null,
    expiresAt: new Date(row.expires_at),
    usedAt: timeOf(row.used_at),
    revokedAt: timeOf(row.revoked_at),
  };
}

type NewLink = Pick<
  Link,
  'linkId' | 'kind' | 'customerId' | 'contactId' | 'invoiceId' | 'quoteId' | 'browserHash' | 'expiresAt'
>;

/** @returns false when the id or the token is taken */
export async function insertLink(
  { sql }: Tx,
  tenant: string,
  link: NewLink,
  tokenHash: string,
  at: Date,
): Promise<boolean> {
  const made = await sql`
    insert into links (tenant_id, link_id, kind, customer_id, contact_id, invoice_id, quote_id, browser_hash, created_at, expires_at)
    values (${tenant}, ${link.linkId}, ${link.kind}, ${link.customerId}, ${link.contactId}, ${link.invoiceId},
      ${link.quoteId}, ${link.browserHash === null ? null : bytes(link.browserHash)}, ${at.toISOString()}, ${link.expiresAt.toISOString()})
    on conflict do nothing`;
  if (made.count === 0) return false;
  const door = await sql`
    insert into link_tokens (token_hash, tenant_id, link_id) values (${bytes(tokenHash)}, ${tenant}, ${link.linkId})
    on conflict do nothing`;
  return door.count === 1;
}

/** The link that the token opens at this tenant. */
export async function linkOfToken({ sql }: Tx, tenant: string, tokenHash: string): Promise<Link | undefined> {
  const [row] = await sql<Row[]>`
    select links.* from link_tokens join links using (tenant_id, link_id)
    where token_hash = ${bytes(tokenHash)} and tenant_id = ${tenant}`;
  return row && asLink(row);
}

/** Asked without a tenant: it is the answer. */
export async function tenantOfToken({ sql }: Tx, tokenHash: string): Promise<string | null> {
  const [row] = await sql<{ tenant_id: string }[]>`
    select tenant_id from link_tokens where token_hash = ${bytes(tokenHash)}`;
  return row?.tenant_id ?? null;
}

export async function findLinkById({ sql }: Tx, linkId: string): Promise<Link | undefined> {
  const [row] = await sql<Row[]>`select * from links where link_id = ${linkId}`;
  return row && asLink(row);
}

/**
 * Uses a sign-in link up. The statement itself asks for everything that must hold, so that of many at once one gets it.
 * @returns false when nothing was spent
 */
export async function spendLink({ sql }: Tx, linkId: string, browserHash: string, at: Date): Promise<boolean> {
  const spent = await sql`
    update links set used_at = ${at.toISOString()}
    where link_id = ${linkId} and kind = 'signIn' and used_at is null and revoked_at is null
      and expires_at > ${at.toISOString()} and browser_hash = ${bytes(browserHash)}`;
  return spent.count === 1;
}

/** Ends what a person's sign-in links opened, and shuts those that were not opened yet. Without a contact it is the customer's own. */
export async function endSignIns(
  { sql }: Tx,
  { customerId, contactId }: Pick<Link, 'customerId' | 'contactId'>,
  at: Date,
): Promise<void> {
  await sql`
    update links set revoked_at = ${at.toISOString()}
    where customer_id = ${customerId} and contact_id is not distinct from ${contactId} and kind = 'signIn' and revoked_at is null`;
}

/** Withdraws all links to an invoice, those too that are over: they must not be renewed. */
export async function revokeLinksOf({ sql }: Tx, invoiceId: string, at: Date): Promise<number> {
  const revoked = await sql`
    update links set revoked_at = ${at.toISOString()} where invoice_id = ${invoiceId} and revoked_at is null`;
  return revoked.count;
}
