import type { Context } from '@purser/bus';
import type { Tx } from '@purser/db';
import type { AttemptStatus } from '../domain/attempt.ts';
import type { Home, Mode } from '../stripe/home.ts';

export type Attempt = Home & {
  attemptId: string;
  invoiceId: string;
  customerId: string;
  status: AttemptStatus;
  /** Minor units; null until the invoice said how much. */
  amount: bigint | null;
  currency: string;
  paymentIntentId: string | null;
  /** Of the last refusal, `errorCode` is there whenever there was one. */
  errorCode: string | null;
  declineCode: string | null;
  declines: number;
  /** The last decline, as `declineName` names it. */
  toldDecline: string | null;
  openedAt: Date;
  openedBy: OpenedBy | null;
  /** By what kind of method it is paid, as Stripe names it; null while nobody told. */
  methodType: string | null;
};

/** Who began it: a person by their id, or a service by its name. */
export type OpenedBy = { kind: 'customer' | 'staff' | 'service'; id: string };

export type AttemptRow = {
  attempt_id: string;
  invoice_id: string;
  customer_id: string;
  mode: Mode;
  account: string;
  status: AttemptStatus;
  amount: bigint | null;
  currency: string;
  payment_intent_id: string | null;
  error_code: string | null;
  decline_code: string | null;
  declines: number;
  told_decline: string | null;
  opened_at: string;
  opened_by_kind: OpenedBy['kind'] | null;
  opened_by_id: string | null;
  method_type: string | null;
};

export function asAttempt(row: AttemptRow): Attempt {
  return {
    attemptId: row.attempt_id,
    invoiceId: row.invoice_id,
    customerId: row.customer_id,
    mode: row.mode,
    account: row.account,
    status: row.status,
    amount: row.amount,
    currency: row.currency,
    paymentIntentId: row.payment_intent_id,
    errorCode: row.error_code,
    declineCode: row.decline_code,
    declines: row.declines,
    toldDecline: row.told_decline,
    openedAt: new Date(row.opened_at),
    openedBy:
      row.opened_by_kind === null || row.opened_by_id === null
        ? null
        : { kind: row.opened_by_kind, id: row.opened_by_id },
    methodType: row.method_type,
  };
}

export async function findAttempt({ sql }: Tx, attemptId: string): Promise<Attempt | undefined> {
  const [row] = await sql<AttemptRow[]>`select * from attempts where attempt_id = ${attemptId}`;
  return row && asAttempt(row);
}

/** The attempt under its lock: one event, command or janitor at a time. */
export async function lockAttempt({ sql }: Tx, attemptId: string): Promise<Attempt | undefined> {
  const [row] = await sql<AttemptRow[]>`select * from attempts where attempt_id = ${attemptId} for update`;
  return row && asAttempt(row);
}

/** As `lockAttempt`, by its PaymentIntent or, before that is recorded, by the id we gave Stripe in metadata; of its own account alone. */
export async function lockAttemptOf(
  tx: Tx,
  at: Home,
  intentId: string,
  attemptId: string | undefined,
): Promise<Attempt | undefined> {
  return (await lockAttemptsOf(tx, at, [{ intentId, attemptId }])).get(intentId);
}

/** As `lockAttemptOf`, of several intents, always in the same order. @returns by intent; what is not there is not among them */
export async function lockAttemptsOf(
  { sql }: Tx,
  { mode, account }: Home,
  named: readonly { intentId: string; attemptId: string | undefined }[],
): Promise<Map<string, Attempt>> {
  const intents = named.map(({ intentId }) => intentId);
  const ids = named.flatMap(({ attemptId }) => attemptId ?? []);
  const rows = await sql<AttemptRow[]>`select * from attempts
    where mode = ${mode} and account = ${account}
      and (payment_intent_id = any(${intents}::text[]) or (attempt_id = any(${ids}::uuid[]) and payment_intent_id is null))
    order by attempt_id for update`;
  const byIntent = new Map(rows.map((row) => [row.payment_intent_id, row]));
  const unnamed = new Map(rows.filter((row) => row.payment_intent_id === null).map((row) => [row.attempt_id, row]));
  return new Map(
    named.flatMap(({ intentId, attemptId }) => {
      const row = byIntent.get(intentId) ?? (attemptId === undefined ? undefined : unnamed.get(attemptId));
      return row ? [[intentId, asAttempt(row)] as const] : [];
    }),
  );
}

export async function openAttemptOf({ sql }: Tx, invoiceId: string): Promise<Attempt | undefined> {
  const [row] = await sql<AttemptRow[]>`select * from attempts where invoice_id = ${invoiceId}
    and status in ('planned', 'created', 'processing', 'requiresAction')`;
  return row && asAttempt(row);
}

export type NewAttempt = Home & { attemptId: string; invoiceId: string; customerId: string; currency: string };

/** @returns false when the invoice has an open attempt. */
export async function insertAttempt(
  { tx, tenant, actor, now }: Pick<Context, 'tx' | 'tenant' | 'actor' | 'now'>,
  attempt: NewAttempt,
): Promise<boolean> {
  const by = openedBy(actor);
  const made = await tx.sql`
    insert into attempts (tenant_id, attempt_id, invoice_id, customer_id, mode, account, status, currency, opened_at, updated_at,
      opened_by_kind, opened_by_id)
    values (${tenant}, ${attempt.attemptId}, ${attempt.invoiceId}, ${attempt.customerId}, ${attempt.mode}, ${attempt.account}, 'planned',
      ${attempt.currency}, ${now.toISOString()}, ${now.toISOString()}, ${by?.kind ?? null}, ${by?.id ?? null})
    on conflict do nothing`;
  return made.count === 1;
}

function openedBy(actor: Context['actor']): OpenedBy | null {
  if (actor.kind === 'public') return null;
  return { kind: actor.kind, id: actor.kind === 'service' ? actor.name : actor.id };
}

type Adopted = Home & {
  attemptId: string;
  invoiceId: string;
  customerId: string;
  currency: string;
  intentId: string;
  amount: bigint;
};

/**
 * An attempt for a charge that nobody here asked for and staff want booked: it stands as ended, which an intent that has succeeded
 * overrules, so that it is in no open one's way. Nothing happens where an attempt has this intent.
 */
export async function insertAdopted({ tx, tenant, now }: Context, adopted: Adopted): Promise<void> {
  await tx.sql`
    insert into attempts (tenant_id, attempt_id, invoice_id, customer_id, mode, account, status, amount, currency, payment_intent_id,
      opened_at, updated_at)
    values (${tenant}, ${adopted.attemptId}, ${adopted.invoiceId}, ${adopted.customerId}, ${adopted.mode}, ${adopted.account}, 'failed',
      ${adopted.amount}, ${adopted.currency}, ${adopted.intentId}, ${now.toISOString()}, ${now.toISOString()})
    on conflict do nothing`;
}

export async function setAmount({ sql }: Tx, attemptId: string, amount: number, now: Date): Promise<void> {
  await sql`update attempts set amount = ${amount}, updated_at = ${now.toISOString()} where attempt_id = ${attemptId}`;
}

type Change = {
  status: AttemptStatus;
  /** A bank has just said no; by what that is known, where it is. */
  declined?: { name: string | null };
  paymentIntentId?: string;
  error?: { code: string | null; declineCode: string | null; adviceCode: string | null } | null;
};

export async function moveAttempt({ sql }: Tx, attemptId: string, change: Change, now: Date): Promise<void> {
  const { status, paymentIntentId = null, error = null, declined } = change;
  // A refusal is told as a whole: a code of an earlier card says nothing of this one.
  await sql`
    update attempts set status = ${status}, payment_intent_id = coalesce(payment_intent_id, ${paymentIntentId}),
      error_code = case when ${error !== null}::boolean then ${error?.code ?? null} else error_code end,
      decline_code = case when ${error !== null}::boolean then ${error?.declineCode ?? null} else decline_code end,
      declines = declines + ${declined ? 1 : 0}, told_decline = coalesce(${declined?.name ?? null}, told_decline),
      advice_code = case when ${error !== null}::boolean then ${error?.adviceCode ?? null} else advice_code end,
      method_type = case when ${declined !== undefined}::boolean then null else method_type end,
      updated_at = ${now.toISOString()}
    where attempt_id = ${attemptId}`;
}

/** By what it is paid. */
export async function setMethodType({ sql }: Tx, attemptId: string, methodType: string): Promise<void> {
  await sql`update attempts set method_type = ${methodType} where attempt_id = ${attemptId}`;
}

/** As `setMethodType`, where nobody told yet, by the intent. */
export async function learnMethodType({ sql }: Tx, { mode, account }: Home, intentId: string, methodType: string) {
  await sql`update attempts set method_type = ${methodType}
    where mode = ${mode} and account = ${account} and payment_intent_id = ${intentId} and method_type is null`;
}

/** The money of these attempts is there. */
export async function endInSuccess(
  { sql }: Tx,
  ended: readonly { attemptId: string; paymentIntentId: string; methodType: string | null }[],
  now: Date,
): Promise<void> {
  if (ended.length === 0) return;
  await sql`
    update attempts a set status = 'succeeded', payment_intent_id = coalesce(a.payment_intent_id, e.intent), updated_at = ${now.toISOString()},
      method_type = e.method
    from unnest(${ended.map(({ attemptId }) => attemptId)}::uuid[], ${ended.map(({ paymentIntentId }) => paymentIntentId)}::text[],
      ${ended.map(({ methodType }) => methodType)}::text[]) as e(attempt, intent, method)
    where a.attempt_id = e.attempt`;
}

/** How often banks said no within the last hour to cards that a customer tried; what a night's run was refused is none of their doing. */
export async function declinesInAnHour({ sql }: Tx, customerId: string, now: Date): Promise<number> {
  const since = new Date(now.getTime() - 3_600_000).toISOString();
  const [row] = await sql<{ declines: number }[]>`
    select coalesce(sum(declines), 0)::int
      - (select count(*)::int from tries t where t.customer_id = ${customerId} and t.outcome = 'refused' and exists
          (select 1 from attempts a where a.attempt_id = t.attempt_id and a.declines > 0 and a.updated_at > ${since})) as declines
    from attempts where customer_id = ${customerId} and updated_at > ${since}`;
  return row?.declines ?? 0;
}
