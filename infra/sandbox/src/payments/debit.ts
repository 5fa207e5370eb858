import type Stripe from 'stripe';
import type { Stored } from '../kinds.ts';
import { idOf } from '../kinds.ts';
import { insert, load, save } from '../store/objects.ts';
import { scheduleTask } from '../store/tasks.ts';
import { emit } from '../webhooks/emit.ts';
import type { Scope } from '../world.ts';
import { type Attempted, backToStart, keepMethod } from './attempt.ts';
import type { Failure } from './bankAccounts.ts';
import { accountShown, bankAccountOf } from './bankMethod.ts';
import { blankCharge } from './charge.ts';
import { revokeMandate } from './mandate.ts';
import { settle } from './settle.ts';

type Method = Stored<'payment_method'>;

function detailsOf(scope: Scope, method: Method, mandate: string): Stripe.Charge.PaymentMethodDetails {
  const account = bankAccountOf(method);
  const { sepa_debit, us_bank_account, bacs_debit } = accountShown(scope.account, account);
  return {
    type: account.type,
    ...(sepa_debit ? { sepa_debit: { ...sepa_debit, mandate } } : {}),
    ...(us_bank_account ? { us_bank_account: { ...us_bank_account, mandate, payment_reference: null } } : {}),
    ...(bacs_debit ? { bacs_debit: { ...bacs_debit, mandate } } : {}),
  };
}

const outcome = (reason: string | null): Stripe.Charge.Outcome => ({
  advice_code: null,
  network_advice_code: null,
  network_decline_code: null,
  network_status: reason === null ? 'approved_by_network' : 'declined_by_network',
  reason,
  risk_level: 'not_assessed',
  seller_message: reason === null ? 'Payment complete.' : 'The bank refused the debit.',
  type: reason === null ? 'authorized' : 'issuer_declined',
});

/** Asks the payer's bank for the money: it answers in days, and the intent is processing until then. */
export function attemptDebit(
  scope: Scope,
  stored: Stored<'payment_intent'>,
  method: Method,
  mandate: string,
): Attempted {
  const charge: Stripe.Charge = {
    ...blankCharge(scope, stored.body, method, scope.world.ids.next('py_')),
    amount_captured: stored.body.amount,
    captured: true,
    outcome: outcome(null),
    paid: false,
    payment_method_details: detailsOf(scope, method, mandate),
    status: 'pending',
  };
  const intent: Stripe.PaymentIntent = {
    ...stored.body,
    status: 'processing',
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: method.body.id,
  };
  insert(scope, 'charge', charge, null);
  save(scope, 'payment_intent', intent, { ...stored.secret, challenge: null });
  keepMethod(scope, intent, { ...method, secret: { ...method.secret, mandate } });
  emit(scope, 'charge.pending', charge);
  emit(scope, 'payment_intent.processing', intent);
  scheduleTask(scope, 'debit', charge.id, scope.world.settings.debitDelayMs);
  return { intent };
}

function succeed(scope: Scope, stored: Stored<'payment_intent'>, pending: Stripe.Charge): void {
  const paid: Stripe.Charge = { ...pending, paid: true, status: 'succeeded' };
  const charge: Stripe.Charge = { ...paid, ...settle(scope, paid) };
  const intent: Stripe.PaymentIntent = { ...stored.body, status: 'succeeded', amount_received: charge.amount };
  save(scope, 'charge', charge, null);
  save(scope, 'payment_intent', intent, stored.secret);
  emit(scope, 'charge.succeeded', charge);
  emit(scope, 'payment_intent.succeeded', intent);
}

function fail(scope: Scope, stored: Stored<'payment_intent'>, pending: Stripe.Charge, failure: Failure): void {
  const { code, message } = failure;
  const charge: Stripe.Charge = {
    ...pending,
    amount_captured: 0,
    captured: false,
    failure_code: code,
    failure_message: message,
    outcome: outcome(code),
    status: 'failed',
  };
  const method = load(scope, 'payment_method', charge.payment_method);
  save(scope, 'charge', charge, null);
  emit(scope, 'charge.failed', charge);
  backToStart(scope, stored, method, {
    type: 'invalid_request_error',
    code: 'payment_intent_payment_attempt_failed',
    message,
    charge: charge.id,
  });
  const { mandate } = method.secret;
  if (code === 'debit_not_authorized' && mandate) revokeMandate(scope, mandate);
}

/** The bank's answer to a debit. False when it has answered already. */
export function endDebit(scope: Scope, id: string, failure: Failure | null): boolean {
  const { body: charge } = load(scope, 'charge', id);
  if (charge.status !== 'pending') return false;
  const intent = load(scope, 'payment_intent', idOf(charge.payment_intent));
  if (failure) fail(scope, intent, charge, failure);
  else succeed(scope, intent, charge);
  return true;
}

/** What becomes of a debit by itself, as its test account says. */
export function followDebit(scope: Scope, id: string): void {
  const { body: charge } = load(scope, 'charge', id);
  const account = bankAccountOf(load(scope, 'payment_method', charge.payment_method));
  if (account.course !== 'stays') endDebit(scope, id, account.failure ?? null);
}
