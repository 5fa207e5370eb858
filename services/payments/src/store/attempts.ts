import type { Tx } from '@purser/db';
import type { AttemptStatus } from '../domain/attempt.ts';

export type Attempt = {
  attemptId: string;
  invoiceId: string;
  customerId: string;
  mode: 'test' | 'live';
  status: AttemptStatus;
  /** Minor units; null until the invoice said how much. */
  amount: bigint | null;
  currency: string;
  paymentIntentId: string | null;
  /** Of the last refusal, `errorCode` is there whenever there was one. */
  errorCode: string | null;
  declineCode: string | null;
  openedAt: Date;
};

export type AttemptRow = {
  attempt_id: string;
  invoice_id: string;
  customer_id: string;
  mode: 'test' | 'live';
  status: AttemptStatus;
  amount: bigint | null;
  currency: string;
  payment_intent_id: string | null;
  error_code: string | null;
  decline_code: string | null;
  opened_at: string;
};

export function asAttempt(row: AttemptRow): Attempt {
  return {
    attemptId: row.attempt_id,
    invoiceId: row.invoice_id,
    customerId: row.customer_id,
    mode: row.mode,
    status: row.status,
    amount: row.amount,
    currency: row.currency,
    paymentIntentId: row.payment_intent_id,
    errorCode: row.error_code,
    declineCode: row.decline_code,
    openedAt: new Date(row.opened_at),
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

/** As `lockAttempt`, by its PaymentIntent or, before that is recorded, by the id we gave Stripe in metadata. */
export async function lockAttemptOf(
  { sql }: Tx,
  intentId: string,
  attemptId: string | undefined,
): Promise<Attempt | undefined> {
  const [row] = await sql<AttemptRow[]>`select * from attempts
    where payment_intent_id = ${intentId} or (attempt_id = ${attemptId ?? null}::uuid and payment_intent_id is null) for update`;
  return row && asAttempt(row);
}

export async function openAttemptOf({ sql }: Tx, invoiceId: string): Promise<Attempt | undefined> {
  const [row] = await sql<AttemptRow[]>`select * from attempts where invoice_id = ${invoiceId}
    and status in ('planned', 'created', 'processing', 'requiresAction')`;
  return row && asAttempt(row);
}

export type NewAttempt = {
  attemptId: string;
  invoiceId: string;
  customerId: string;
  mode: 'test' | 'live';
  currency: string;
};

/** @returns false when the invoice has an open attempt. */
export async function insertAttempt({ sql }: Tx, tenant: string, attempt: NewAttempt, now: Date): Promise<boolean> {
  const made = await sql`
    insert into attempts (tenant_id, attempt_id, invoice_id, customer_id, mode, status, currency, opened_at, updated_at)
    values (${tenant}, ${attempt.attemptId}, ${attempt.invoiceId}, ${attempt.customerId}, ${attempt.mode}, 'planned', ${attempt.currency},
      ${now.toISOString()}, ${now.toISOString()})
    on conflict do nothing`;
  return made.count === 1;
}

export async function setAmount({ sql }: Tx, attemptId: string, amount: number, now: Date): Promise<void> {
  await sql`update attempts set amount = ${amount}, updated_at = ${now.toISOString()} where attempt_id = ${attemptId}`;
}

type Change = {
  status: AttemptStatus;
  paymentIntentId?: string;
  error?: { code: string | null; declineCode: string | null; adviceCode: string | null } | null;
};

export async function moveAttempt({ sql }: Tx, attemptId: string, change: Change, now: Date): Promise<void> {
  const { status, paymentIntentId = null, error = null } = change;
  // A refusal is told as a whole: a code of an earlier card says nothing of this one.
  await sql`
    update attempts set status = ${status}, payment_intent_id = coalesce(payment_intent_id, ${paymentIntentId}),
      error_code = case when ${error !== null}::boolean then ${error?.code ?? null} else error_code end,
      decline_code = case when ${error !== null}::boolean then ${error?.declineCode ?? null} else decline_code end,
      advice_code = case when ${error !== null}::boolean then ${error?.adviceCode ?? null} else advice_code end,
      updated_at = ${now.toISOString()}
    where attempt_id = ${attemptId}`;
}
