import type { Context } from '@purser/bus';
import type { Tx } from '@purser/db';
import { type Finding, type Severity, severityOf } from '../domain/proof/finding.ts';
import { addCounts, addSums, type Counts, type Looked, noCounts, type Seen, type Sum } from '../domain/proof/looked.ts';
import type { Place } from '../place.ts';
import type { Home } from '../stripe/home.ts';

export type Proof = Home & {
  proofId: string;
  purpose: 'proof' | 'daily';
  /** UTC days, both in it. */
  from: string;
  to: string;
  phase: string;
  position: string | null;
  turn: number;
  counts: Counts;
  sums: Sum[];
  startedAt: Date;
  finishedAt: Date | null;
  /** Why it was given up, where it was. */
  problem: string | null;
};

type Row = Omit<Proof, 'counts' | 'sums' | 'startedAt' | 'finishedAt'> & {
  counts: string;
  sums: string;
  startedAt: string;
  finishedAt: string | null;
};

const asProof = ({ counts, sums, startedAt, finishedAt, ...row }: Row): Proof => ({
  ...row,
  counts: { ...noCounts(), ...(JSON.parse(counts) as Partial<Counts>) },
  sums: JSON.parse(sums) as Sum[],
  startedAt: new Date(startedAt),
  finishedAt: finishedAt === null ? null : new Date(finishedAt),
});
const columns = ({ sql }: Tx) => sql`
  proof_id as "proofId", purpose, mode, account, from_on as "from", to_on as "to", phase, position, turn, counts, sums,
  started_at as "startedAt", finished_at as "finishedAt", problem`;

export type NewProof = Pick<Proof, 'proofId' | 'purpose' | 'mode' | 'account' | 'from' | 'to' | 'phase'>;

/** @returns false when there is one of this id. */
export async function insertProof({ tx, tenant, now }: Context, proof: NewProof): Promise<boolean> {
  const made = await tx.sql`
    insert into proofs (tenant_id, proof_id, purpose, mode, account, from_on, to_on, phase, turn, counts, sums, started_at)
    values (${tenant}, ${proof.proofId}, ${proof.purpose}, ${proof.mode}, ${proof.account}, ${proof.from}, ${proof.to}, ${proof.phase}, 0, '{}', '[]',
      ${now.toISOString()})
    on conflict do nothing`;
  return made.count === 1;
}

export async function findProof(tx: Tx, proofId: string): Promise<Proof | undefined> {
  const [row] = await tx.sql<Row[]>`select ${columns(tx)} from proofs where proof_id = ${proofId}`;
  return row && asProof(row);
}

export async function lockProof(tx: Tx, proofId: string): Promise<Proof | undefined> {
  const [row] = await tx.sql<Row[]>`select ${columns(tx)} from proofs where proof_id = ${proofId} for update`;
  return row && asProof(row);
}

/** The newest first. */
export async function listedProofs(tx: Tx, place: Place | undefined, limit: number): Promise<Proof[]> {
  const { sql } = tx;
  const rows = await sql<Row[]>`
    select ${columns(tx)} from proofs
    where true ${place ? sql`and (started_at, proof_id) < (${place.at.toISOString()}, ${place.id})` : sql``}
    order by started_at desc, proof_id desc limit ${limit}`;
  return rows.map(asProof);
}

/** The daily proof of an account that was begun last, or that of these which came to its end. */
export async function latestDaily(
  tx: Tx,
  { mode, account }: Home,
  which: 'begun' | 'finished',
): Promise<Proof | undefined> {
  const { sql } = tx;
  const [row] = await sql<Row[]>`
    select ${columns(tx)} from proofs
    where purpose = 'daily' and mode = ${mode} and account = ${account} ${which === 'finished' ? sql`and finished_at is not null and problem is null` : sql``}
    order by started_at desc, proof_id desc limit 1`;
  return row && asProof(row);
}

/** More of them help nobody; they are counted all the same. What is on its way never crowds out what is wrong. */
const mostKept: Record<Severity, number> = { breach: 1000, pending: 200, skipped: 200 };

/** Writes down what a page brought, and where to go on. The proof is locked by the caller. */
export async function keepLooked(
  ctx: Context,
  proof: Proof,
  looked: Looked,
  next: { phase: string; position: string | null },
): Promise<void> {
  const { counts, sums, proofId } = proof;
  const found = looked.findings;
  const of = (severity: Severity) => found.filter(({ kind }) => severityOf(kind) === severity).length;
  const severities = { breaches: of('breach'), pending: of('pending'), skipped: of('skipped') };
  const twice = found.filter(({ kind }) => kind === 'chargedTwice').length;
  await insertFindings(ctx, proof, found);
  await insertSeen(ctx, proofId, looked.seen);
  const isOver = next.phase === 'done';
  const total = addCounts(counts, [looked.counts, severities, { chargedTwice: twice }]);
  await ctx.tx.sql`
    update proofs set phase = ${next.phase}, position = ${next.position}, turn = turn + 1, counts = ${JSON.stringify(total)},
      sums = ${JSON.stringify(addSums(sums, looked.sums))}, finished_at = ${isOver ? ctx.now.toISOString() : null},
      problem = null
    where proof_id = ${proofId}`;
  if (isOver) await ctx.tx.sql`delete from proof_seen where proof_id = ${proofId}`;
}

/** It is over before its end. What it has found stays, and so does where it stopped. */
export async function giveUpProof({ tx, now }: Context, proofId: string, problem: string): Promise<void> {
  await tx.sql`update proofs set finished_at = ${now.toISOString()}, problem = ${problem} where proof_id = ${proofId} and phase <> 'done'`;
}

async function insertFindings({ tx, tenant }: Context, proof: Proof, findings: readonly Finding[]): Promise<void> {
  const { breaches, pending, skipped } = proof.counts;
  const before = breaches + pending + skipped;
  const left = {
    breach: mostKept.breach - breaches,
    pending: mostKept.pending - pending,
    skipped: mostKept.skipped - skipped,
  };
  const kept = findings.filter(({ kind }) => kind === 'notAllowed' || left[severityOf(kind)]-- > 0);
  if (kept.length === 0) return;
  const all = <T>(read: (finding: Finding) => T) => kept.map(read);
  const units = (read: (finding: Finding) => number | null) =>
    kept.map((finding) => {
      const amount = read(finding);
      return amount === null ? null : String(amount);
    });
  await tx.sql`
    insert into proof_findings (tenant_id, proof_id, number, severity, kind, stripe_id, our_id, invoice_id, at_stripe, here, currency, detail)
    select ${tenant}, ${proof.proofId}, u.*
    from unnest(${kept.map((_, at) => before + at + 1)}::int[], ${all(({ kind }) => severityOf(kind))}::text[],
      ${all(({ kind }) => kind)}::text[], ${all(({ stripeId }) => stripeId)}::text[], ${all(({ ourId }) => ourId)}::uuid[],
      ${all(({ invoiceId }) => asUuid(invoiceId))}::uuid[], ${units(({ atStripe }) => atStripe)}::bigint[],
      ${units(({ here }) => here)}::bigint[], ${all(({ currency }) => currency)}::text[],
      ${all(({ detail }) => detail.slice(0, 300))}::text[]) as u`;
}

async function insertSeen({ tx, tenant }: Context, proofId: string, seen: readonly Seen[]): Promise<void> {
  if (seen.length === 0) return;
  await tx.sql`
    insert into proof_seen (tenant_id, proof_id, thing, stripe_id, invoice_id, taken)
    select ${tenant}, ${proofId}, u.*
    from unnest(${seen.map(({ thing }) => thing)}::text[], ${seen.map(({ stripeId }) => stripeId)}::text[],
      ${seen.map(({ invoiceId }) => asUuid(invoiceId))}::uuid[], ${seen.map(({ taken }) => String(taken))}::bigint[]) as u
    on conflict do nothing`;
}

/** What stands in metadata may be anything. */
export const asUuid = (text: string | null): string | null =>
  text !== null && /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text) ? text : null;

export type StoredFinding = Finding & { number: number; severity: Severity };
type FindingRow = Omit<StoredFinding, 'atStripe' | 'here'> & { atStripe: bigint | null; here: bigint | null };

/** Breaches first, each kind in the order found: the numbers are those of this order. */
export async function listedFindings(
  { sql }: Tx,
  proofId: string,
  { severity, skip, limit }: { severity?: Severity | undefined; skip: number; limit: number },
): Promise<StoredFinding[]> {
  const rows = await sql<FindingRow[]>`
    select number, severity, kind, stripe_id as "stripeId", our_id as "ourId", invoice_id as "invoiceId", at_stripe as "atStripe",
      here, currency, detail
    from proof_findings where proof_id = ${proofId} ${severity === undefined ? sql`` : sql`and severity = ${severity}`}
    order by severity, number offset ${skip} limit ${limit}`;
  const units = (amount: bigint | null) => (amount === null ? null : Number(amount));
  return rows.map((row) => ({ ...row, atStripe: units(row.atStripe), here: units(row.here) }));
}

/** Whether Stripe did not let it look at something. */
export async function wasHindered({ sql }: Tx, proofId: string): Promise<boolean> {
  return (
    (
      await sql`select from proof_findings where proof_id = ${proofId} and severity = 'skipped' and kind = 'notAllowed' limit 1`
    ).count === 1
  );
}
