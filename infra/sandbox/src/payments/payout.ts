import type Stripe from 'stripe';
import { insert, load, save } from '../store/objects.ts';
import { numberOf, textOf } from '../store/open.ts';
import { scheduleTask } from '../store/tasks.ts';
import { type MetadataChange, mergeMetadata } from '../transport/common.ts';
import { ApiError } from '../transport/errors.ts';
import { emit } from '../webhooks/emit.ts';
import type { Scope } from '../world.ts';
import { fingerprint } from './cards.ts';
import { book } from './ledger.ts';

const day_s = 24 * 60 * 60;

/** When a payout made now is in the bank: the start of the day after tomorrow. */
const arrivalOf = (now: number): number => (Math.floor(now / day_s) + 2) * day_s;

interface PayoutRequest {
  amount: number;
  currency: string;
  automatic: boolean;
  description: string | null;
  metadata?: MetadataChange | undefined;
  statement_descriptor?: string | undefined;
}

function make(scope: Scope, asked: PayoutRequest): Stripe.Payout {
  const id = scope.world.ids.next('po_');
  const booked = book(
    scope,
    {
      amount: -asked.amount,
      source: id,
      type: 'payout',
      reportingCategory: 'payout',
      currency: asked.currency,
      description: asked.description,
    },
    asked.automatic ? id : null,
  );
  const made: Stripe.Payout = {
    id,
    object: 'payout',
    amount: asked.amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: arrivalOf(scope.now),
    automatic: asked.automatic,
    balance_transaction: booked.id,
    created: scope.now,
    currency: asked.currency,
    description: asked.description,
    destination: `ba_${fingerprint(scope.account, asked.currency)}`,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: mergeMetadata({}, asked.metadata),
    method: 'standard',
    original_payout: null,
    payout_method: null,
    reconciliation_status: asked.automatic ? 'in_progress' : 'not_applicable',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: asked.statement_descriptor ?? null,
    status: asked.automatic ? 'in_transit' : 'pending',
    trace_id: { status: 'pending', value: null },
    type: 'bank_account',
  };
  insert(scope, 'payout', made, null);
  emit(scope, 'payout.created', made);
  const wait_s = made.arrival_date - scope.world.clock.now();
  scheduleTask(scope, 'payout_arrival', id, Math.max(0, wait_s * 1000));
  return made;
}

/** Pays out what is available of each currency; what was in it is marked with the payout. */
export function payOut(scope: Scope): Stripe.Payout[] {
  const due = `FROM objects WHERE account = ? AND kind = 'balance_transaction' AND json_extract(body, '$.status') = 'available'
    AND json_extract(secret, '$.payout') IS NULL`;
  const sums = scope.world.db
    .sql(
      `SELECT json_extract(body, '$.currency') AS currency, sum(json_extract(body, '$.net')) AS net ${due} GROUP BY 1 ORDER BY 1`,
    )
    .all(scope.account);
  return sums.flatMap((row) => {
    const [currency, amount] = [textOf(row.currency), numberOf(row.net)];
    if (amount <= 0) return [];
    const rows = scope.world.db
      .sql(`SELECT seq ${due} AND json_extract(body, '$.currency') = ?`)
      .all(scope.account, currency);
    const payout = make(scope, { amount, currency, automatic: true, description: 'STRIPE PAYOUT' });
    const mark = scope.world.db.sql("UPDATE objects SET secret = json_set(secret, '$.payout', ?) WHERE seq = ?");
    for (const { seq } of rows) mark.run(payout.id, numberOf(seq));
    return [payout];
  });
}

/** What can be paid out of a currency now, in minor units. */
function available(scope: Scope, currency: string): number {
  const row = scope.world.db
    .sql(
      `SELECT coalesce(sum(json_extract(body, '$.net')), 0) AS net FROM objects WHERE account = ? AND kind = 'balance_transaction'
       AND json_extract(body, '$.status') = 'available' AND json_extract(body, '$.currency') = ?`,
    )
    .get(scope.account, currency);
  return numberOf(row?.net);
}

/** A payout by hand. @throws ApiError 400 for more than is available. */
export function payOutByHand(scope: Scope, asked: Omit<PayoutRequest, 'automatic'>): Stripe.Payout {
  if (asked.amount <= available(scope, asked.currency)) return make(scope, { ...asked, automatic: false });
  throw new ApiError(400, {
    type: 'invalid_request_error',
    code: 'balance_insufficient',
    message:
      'You have insufficient funds in your Stripe account for this transfer. Your card balance is too low. You can use the /v1/balance endpoint to view your Stripe balance (for more details, see stripe.com/docs/api#balance).',
  });
}

const isOpen = (payout: Stripe.Payout): boolean => payout.status === 'pending' || payout.status === 'in_transit';

/** The payout is in the bank. False when it is over already. */
export function arrive(scope: Scope, id: string): boolean {
  const { body: before } = load(scope, 'payout', id);
  if (!isOpen(before)) return false;
  const paid: Stripe.Payout = {
    ...before,
    status: 'paid',
    reconciliation_status: before.automatic ? 'completed' : 'not_applicable',
    trace_id: { status: 'supported', value: scope.world.ids.next('', 12).toUpperCase() },
  };
  save(scope, 'payout', paid, null);
  emit(scope, 'payout.paid', paid);
  if (paid.automatic) emit(scope, 'payout.reconciliation_completed', paid);
  return true;
}

/** The bank refuses the payout, or it is called back: the money is in the balance again. False when it is too late. */
export function undoPayout(scope: Scope, id: string, how: 'failed' | 'canceled'): boolean {
  const { body: before } = load(scope, 'payout', id);
  if (!isOpen(before) && !(how === 'failed' && before.status === 'paid')) return false;
  const back = book(scope, {
    type: how === 'failed' ? 'payout_failure' : 'payout_cancel',
    reportingCategory: 'payout_reversal',
    amount: before.amount,
    currency: before.currency,
    source: id,
    description: before.description,
  });
  const after: Stripe.Payout = {
    ...before,
    status: how,
    failure_balance_transaction: back.id,
    ...(how === 'failed'
      ? { failure_code: 'account_closed', failure_message: 'The bank account has been closed.' }
      : {}),
  };
  save(scope, 'payout', after, null);
  emit(scope, how === 'failed' ? 'payout.failed' : 'payout.canceled', after);
  return true;
}
