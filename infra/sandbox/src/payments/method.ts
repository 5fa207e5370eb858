import type Stripe from 'stripe';
import { idOf, type Stored } from '../kinds.ts';
import { find, insert, load, save } from '../store/objects.ts';
import { invalidRequest, noSuch } from '../transport/errors.ts';
import { emit } from '../webhooks/emit.ts';
import type { Call, Scope } from '../world.ts';
import { bankAccountByName } from './bankAccounts.ts';
import { createBankMethod, givenAccount } from './bankMethod.ts';
import { cardFromToken, type GivenCard, givenCard, type paymentMethodData, wholeBillingDetails } from './cardInput.ts';
import { fingerprint } from './cards.ts';

interface MethodDetails {
  billing: Stripe.PaymentMethod.BillingDetails;
  metadata: Record<string, string>;
  allowRedisplay: Stripe.PaymentMethod.AllowRedisplay;
}

/** Stores a new card payment method that belongs to nobody yet. */
function createCardMethod(
  scope: Scope,
  given: GivenCard,
  details: Partial<MethodDetails> = {},
): Stored<'payment_method'> {
  const { card } = given;
  const body: Stripe.PaymentMethod = {
    id: scope.world.ids.next('pm_'),
    object: 'payment_method',
    allow_redisplay: details.allowRedisplay ?? 'unspecified',
    billing_details: details.billing ?? wholeBillingDetails(undefined),
    card: {
      brand: card.brand,
      checks: { ...card.checks, cvc_check: given.cvcGiven ? card.checks.cvc_check : null },
      country: 'US',
      display_brand: card.brand,
      exp_month: given.expMonth,
      exp_year: given.expYear,
      fingerprint: fingerprint(scope.account, card.number),
      funding: card.funding,
      generated_from: null,
      last4: card.number.slice(-4),
      networks: { available: [card.brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: card.threeDSecure !== 'not_supported' },
      wallet: null,
    },
    created: scope.now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: details.metadata ?? {},
    type: 'card',
  };
  const secret = { number: card.number, cvcGiven: given.cvcGiven, setUp: false, consumed: false };
  insert(scope, 'payment_method', body, secret);
  return { body, secret };
}

/** Stores the payment method that a caller describes. */
export function createMethod(
  call: Call,
  given: ReturnType<typeof paymentMethodData>,
  metadata: Record<string, string> = {},
): Stored<'payment_method'> {
  const billing = wholeBillingDetails(given.billing_details);
  const allow_redisplay = given.allow_redisplay ?? 'unspecified';
  if (given.type === 'card')
    return createCardMethod(call, givenCard(call, given.card), { billing, metadata, allowRedisplay: allow_redisplay });
  const account = givenAccount(given.type, given, billing);
  return createBankMethod(call, account, { billing_details: billing, metadata, allow_redisplay });
}

const testPayer = { ...wholeBillingDetails({}), email: 'payer@example.com', name: 'Jenny Rosen' };

/** A payment method by id, or a fresh one for a server-side test name such as `pm_card_visa`. */
export function methodById(call: Call, id: string, param?: string): Stored<'payment_method'> {
  if (/^(pm_card_|tok_)/.test(id)) return createCardMethod(call, cardFromToken(call, id, param ?? 'payment_method'));
  const account = bankAccountByName(id);
  if (account) {
    const details = { billing_details: testPayer, metadata: {}, allow_redisplay: 'unspecified' };
    return createBankMethod(call, account, details);
  }
  const stored = find(call, 'payment_method', id);
  if (!stored) throw noSuch('PaymentMethod', id, param);
  return stored;
}

const belongsElsewhere = (method: string): string =>
  `The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again: ${method}. To use a PaymentMethod multiple times, you must attach it to a Customer first.`;

/** Refuses a payment method that this customer (or nobody) may not pay with. */
export function checkUsable(method: Stored<'payment_method'>, customer: string | null): void {
  const owner = idOf(method.body.customer);
  const param = 'payment_method';
  if (method.secret.consumed) throw invalidRequest(belongsElsewhere(method.body.id), { param });
  if (owner === null || owner === customer) return;
  const message =
    customer === null
      ? `The payment method ${method.body.id} belongs to a Customer. Please include the Customer in the \`customer\` parameter on the PaymentIntent.`
      : `The customer ${customer} does not have a payment method with the ID ${method.body.id}. The payment method must be attached to the customer.`;
  throw invalidRequest(message, { param });
}

/** The payment method a confirmation names or brings along; undefined when it does neither. */
export function methodFor(
  call: Call,
  asked: { payment_method?: string | null; payment_method_data?: ReturnType<typeof paymentMethodData> },
  customer: string | null,
): Stored<'payment_method'> | undefined {
  if (asked.payment_method_data) return createMethod(call, asked.payment_method_data);
  if (asked.payment_method === undefined || asked.payment_method === null) return undefined;
  const method = methodById(call, asked.payment_method, 'payment_method');
  checkUsable(method, customer);
  return method;
}

/** Gives a payment method to a customer. */
export function attach(
  scope: Scope,
  method: Stored<'payment_method'>,
  customer: string,
  setUp = method.secret.setUp,
): Stored<'payment_method'> {
  const body: Stripe.PaymentMethod = { ...method.body, customer };
  const secret = { ...method.secret, setUp };
  save(scope, 'payment_method', body, secret);
  emit(scope, 'payment_method.attached', body);
  return { body, secret };
}

/** Takes a payment method from its customer: nobody can use it again. */
export function detachFrom(scope: Scope, before: Stored<'payment_method'>): Stripe.PaymentMethod {
  const after: Stripe.PaymentMethod = { ...before.body, customer: null };
  save(scope, 'payment_method', after, { ...before.secret, consumed: true });
  emit(scope, 'payment_method.detached', after, before.body);
  return after;
}

/** The card's network tells of a new card: another expiry, perhaps another number or its last digits. Null when it is no card. */
export function renewCard(
  scope: Scope,
  id: string,
  news: {
    exp_month?: number | undefined;
    exp_year?: number | undefined;
    last4?: string | undefined;
    number?: string | undefined;
  },
): Stripe.PaymentMethod | null {
  const { body: before, secret } = load(scope, 'payment_method', id);
  if (!before.card || before.customer === null) return null;
  const { exp_month = before.card.exp_month, exp_year = before.card.exp_year + 3, number = secret.number } = news;
  const { last4 = number === secret.number ? before.card.last4 : number.slice(-4) } = news;
  const card = { ...before.card, exp_month, exp_year, last4, fingerprint: fingerprint(scope.account, number) };
  const after: Stripe.PaymentMethod = { ...before, card };
  save(scope, 'payment_method', after, { ...secret, number });
  emit(scope, 'payment_method.automatically_updated', after, before);
  return after;
}
