import type { Context } from '@purser/bus';
import type { Tx } from '@purser/db';
import type { Refusal, Verdict } from '../domain/dunning.ts';
import type { Turn } from './bills.ts';

type Here = Pick<Context, 'tx' | 'tenant' | 'now'>;
type Outcome = 'succeeded' | 'refused' | 'dropped';

/** A try to charge an invoice with its customer away. `refused` is a request that Stripe itself refused, before any bank. */
export type Try = Turn & {
  attemptId: string;
  invoiceId: string;
  stripeMethodId: string;
  onDay: string;
  outcome: Outcome | null;
  verdict: Verdict | 'refused' | null;
  nextOn: string | null;
};

const columns = ({ sql }: Tx) => sql`
  attempt_id as "attemptId", invoice_id as "invoiceId", series, step, stripe_method_id as "stripeMethodId", on_day::text as "onDay", outcome,
  verdict, next_on::text as "nextOn"`;

export type NewTry = Turn & {
  attemptId: string;
  invoiceId: string;
  customerId: string;
  stripeMethodId: string;
  onDay: string;
};

/** @returns false when this step of this bill has been tried, or is being tried. */
export async function insertTry({ tx, tenant, now }: Here, t: NewTry): Promise<boolean> {
  const made = await tx.sql`
    insert into tries (tenant_id, attempt_id, invoice_id, customer_id, series, step, stripe_method_id, on_day, begun_at)
    values (${tenant}, ${t.attemptId}, ${t.invoiceId}, ${t.customerId}, ${t.series}, ${t.step}, ${t.stripeMethodId}, ${t.onDay},
      ${now.toISOString()})
    on conflict do nothing`;
  return made.count === 1;
}

export async function findTry(tx: Tx, attemptId: string): Promise<Try | undefined> {
  const [row] = await tx.sql<Try[]>`select ${columns(tx)} from tries where attempt_id = ${attemptId}`;
  return row;
}

/** Which of these attempts a run made. */
export async function triedAmong({ sql }: Tx, attemptIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql<{ attemptId: string }[]>`
    select attempt_id as "attemptId" from tries where attempt_id = any(${attemptIds}::uuid[])`;
  return new Set(rows.map(({ attemptId }) => attemptId));
}

type Refused = { verdict: Verdict | 'refused'; error: Refusal; nextOn: string | null };

export async function closeRefused({ tx }: Pick<Here, 'tx'>, attemptId: string, refused: Refused): Promise<void> {
  const { code, declineCode, adviceCode } = refused.error;
  await tx.sql`
    update tries set outcome = 'refused', verdict = ${refused.verdict}, code = ${code}, decline_code = ${declineCode},
      advice_code = ${adviceCode}, next_on = ${refused.nextOn}
    where attempt_id = ${attemptId}`;
}

/** The bank said yes. What it had refused before, and its customer made good, stays told as it was. */
export async function closeSucceeded({ tx }: Pick<Here, 'tx'>, attemptId: string): Promise<void> {
  await tx.sql`
    update tries set outcome = 'succeeded' where attempt_id = ${attemptId} and outcome is distinct from 'refused'`;
}

/** It ended before a bank was asked: its step is free again. */
export async function dropTry({ tx }: Pick<Here, 'tx'>, attemptId: string): Promise<void> {
  await tx.sql`update tries set outcome = 'dropped' where attempt_id = ${attemptId} and outcome is null`;
}

/** What a card was refused for since it was last renewed: on an invoice, and for good on any. */
export async function verdictsOn(tx: Tx, invoiceId: string, stripeMethodId: string): Promise<Verdict[]> {
  const rows = await tx.sql<{ verdict: Verdict }[]>`
    select t.verdict from tries t left join methods m on m.tenant_id = t.tenant_id and m.stripe_method_id = t.stripe_method_id
    where t.stripe_method_id = ${stripeMethodId} and t.outcome = 'refused' and t.verdict <> 'refused'
      and (t.invoice_id = ${invoiceId} or t.verdict in ('never', 'ask'))
      and (m.renewed_at is null or t.begun_at > m.renewed_at)`;
  return rows.map(({ verdict }) => verdict);
}

export type ListedTry = Try & {
  begunAt: Date;
  code: string | null;
  declineCode: string | null;
  adviceCode: string | null;
  brand: string | null;
  last4: string | null;
};

/** More than eight for each card that anybody has. */
const most = 200;

/** An invoice's tries with the card each was made with, the newest first; without those no bank heard of. */
export async function triesOf(tx: Tx, invoiceId: string): Promise<ListedTry[]> {
  const rows = await tx.sql<(Omit<ListedTry, 'begunAt'> & { begunAt: string })[]>`
    select t.attempt_id as "attemptId", t.invoice_id as "invoiceId", t.series, t.step, t.stripe_method_id as "stripeMethodId",
      t.on_day::text as "onDay", t.outcome, t.verdict, t.next_on::text as "nextOn", t.begun_at as "begunAt", t.code,
      t.decline_code as "declineCode", t.advice_code as "adviceCode", m.brand, m.last4
    from tries t left join methods m on m.tenant_id = t.tenant_id and m.stripe_method_id = t.stripe_method_id
    where t.invoice_id = ${invoiceId} and t.outcome is distinct from 'dropped'
    order by t.begun_at desc, t.attempt_id desc limit ${most}`;
  return rows.map((row) => ({ ...row, begunAt: new Date(row.begunAt) }));
}
