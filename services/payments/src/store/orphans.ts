import type { Context } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import type { Tx } from '@purser/db';
import { newId } from '@purser/message';
import type { z } from 'zod';
import type { Finding, FindingKind } from '../domain/proof/finding.ts';
import type { Place } from '../place.ts';
import type { Home } from '../stripe/home.ts';
import { asUuid, type Proof } from './proofs.ts';

export type OrphanStatus = z.output<typeof contract.orphanStatus>;
export type OrphanAction = z.output<typeof contract.orphanAction>;
export type Orphan = Home & {
  orphanId: string;
  kind: FindingKind;
  about: string;
  stripeId: string | null;
  intentId: string | null;
  ourId: string | null;
  invoiceId: string | null;
  atStripe: number | null;
  here: number | null;
  currency: string | null;
  detail: string;
  status: OrphanStatus;
  action: OrphanAction | null;
  reason: string | null;
  settledBy: string | null;
  settledAt: Date | null;
  problem: string | null;
  foundAt: Date;
};

type Row = Omit<Orphan, 'atStripe' | 'here' | 'settledAt' | 'foundAt'> & {
  atStripe: bigint | null;
  here: bigint | null;
  settledAt: string | null;
  foundAt: string;
};
const units = (amount: bigint | null) => (amount === null ? null : Number(amount));
const asOrphan = ({ atStripe, here, settledAt, foundAt, ...row }: Row): Orphan => ({
  ...row,
  atStripe: units(atStripe),
  here: units(here),
  settledAt: settledAt === null ? null : new Date(settledAt),
  foundAt: new Date(foundAt),
});
const columns = ({ sql }: Tx) => sql`
  orphan_id as "orphanId", mode, account, kind, about, stripe_id as "stripeId", intent_id as "intentId", our_id as "ourId",
  invoice_id as "invoiceId", at_stripe as "atStripe", here, currency, detail, status, action, reason, settled_by as "settledBy",
  settled_at as "settledAt", problem, found_at as "foundAt"`;

/** Keeps what a review found and could not mend. One that is known says the same again; one that had gone is back. */
export async function keepOrphan({ tx, tenant, now }: Context, proof: Proof, found: Finding): Promise<void> {
  const about = found.stripeId ?? found.ourId ?? found.detail;
  await tx.sql`
    insert into orphans (tenant_id, orphan_id, mode, account, kind, about, stripe_id, intent_id, our_id, invoice_id, at_stripe, here,
      currency, detail, status, found_at, seen_in)
    values (${tenant}, ${newId()}, ${proof.mode}, ${proof.account}, ${found.kind}, ${about}, ${found.stripeId}, ${found.intentId ?? null},
      ${found.ourId}, ${asUuid(found.invoiceId)}, ${found.atStripe}, ${found.here}, ${found.currency}, ${found.detail.slice(0, 300)},
      'open', ${now.toISOString()}, ${proof.proofId})
    on conflict (tenant_id, mode, account, kind, about) do update set seen_in = excluded.seen_in, at_stripe = excluded.at_stripe,
      here = excluded.here, detail = excluded.detail,
      status = case when orphans.status = 'gone' then 'open' else orphans.status end`;
}

/** A review of the period did not come across them any more: somebody mended them. */
export async function forgetGone({ tx, now }: Context, proof: Proof): Promise<void> {
  await tx.sql`
    update orphans set status = 'gone', settled_at = ${now.toISOString()}
    where mode = ${proof.mode} and account = ${proof.account} and status = 'open' and seen_in <> ${proof.proofId}
      and found_at >= ${`${proof.from}T00:00:00Z`} and found_at < ${proof.startedAt.toISOString()}`;
}

export async function lockOrphan(tx: Tx, orphanId: string): Promise<Orphan | undefined> {
  const [row] = await tx.sql<Row[]>`select ${columns(tx)} from orphans where orphan_id = ${orphanId} for update`;
  return row && asOrphan(row);
}

export async function findOrphan(tx: Tx, orphanId: string): Promise<Orphan | undefined> {
  const [row] = await tx.sql<Row[]>`select ${columns(tx)} from orphans where orphan_id = ${orphanId}`;
  return row && asOrphan(row);
}

/** The newest first. */
export async function listedOrphans(
  tx: Tx,
  open: boolean | undefined,
  place: Place | undefined,
  limit: number,
): Promise<Orphan[]> {
  const { sql } = tx;
  const isOpen = sql`status in ('open', 'settling')`;
  const rows = await sql<Row[]>`
    select ${columns(tx)} from orphans
    where true ${open === undefined ? sql`` : open ? sql`and ${isOpen}` : sql`and not ${isOpen}`}
      ${place ? sql`and (found_at, orphan_id) < (${place.at.toISOString()}, ${place.id})` : sql``}
    order by found_at desc, orphan_id desc limit ${limit}`;
  return rows.map(asOrphan);
}

export async function countOpenOrphans({ sql }: Tx): Promise<number> {
  const [row] = await sql<{ open: number }[]>`
    select count(*)::int as open from orphans where status in ('open', 'settling')`;
  return row?.open ?? 0;
}

/** What staff decided of charges, refunds and disputes by Stripe's id: these are in no books, and that is known. */
export async function setAside({ sql }: Tx, stripeIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql<{ stripeId: string; status: string; reason: string | null }[]>`
    select stripe_id as "stripeId", status, reason from orphans
    where stripe_id = any(${[...stripeIds]}::text[]) and kind in ('chargeUnknown', 'refundUnknown', 'disputeUnknown')
      and status in ('refunded', 'ignored')`;
  return new Map(rows.map(({ stripeId, status, reason }) => [stripeId, `${status}: ${reason ?? ''}`]));
}

type Decision = { action: OrphanAction; reason: string; by: string };

/** From here on it is being settled, by one. */
export async function beginSettling({ tx, now }: Context, orphanId: string, decision: Decision): Promise<void> {
  await tx.sql`
    update orphans set status = 'settling', action = ${decision.action}, reason = ${decision.reason}, settled_by = ${decision.by},
      settled_at = ${now.toISOString()}, problem = null
    where orphan_id = ${orphanId}`;
}

export async function endSettling(
  { tx, now }: Context,
  orphanId: string,
  status: OrphanStatus,
  problem: string | null = null,
): Promise<void> {
  await tx.sql`
    update orphans set status = ${status}, problem = ${problem}, settled_at = ${status === 'open' ? null : now.toISOString()}
    where orphan_id = ${orphanId}`;
}
