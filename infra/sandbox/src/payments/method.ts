import type Stripe from 'stripe';
import { idOf, type Stored } from '../kinds.ts';
import { find, insert, save } from '../store/objects.ts';
import { invalidRequest, noSuch } from '../transport/errors.ts';
import { emit } from '../webhooks/emit.ts';
import type { Call, Scope } from '../world.ts';
import { cardFromToken, type GivenCard, givenCard, type paymentMethodData, wholeBillingDetails } from './cardInput.ts';
import { fingerprint } from './cards.ts';

interface MethodDetails {
  billing: Stripe.PaymentMethod.BillingDetails;
  metadata: Record<string, string>;
  allowRedisplay: Stripe.PaymentMethod.AllowRedisplay;
}

/** Stores a new card payment method that belongs to nobody yet. */
export function createCardMethod(
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

/** A payment method by id, or a fresh one for a server-side test name such as `pm_card_visa`. */
export function methodById(call: Call, id: string, param?: string): Stored<'payment_method'> {
  if (/^(pm_card_|tok_)/.test(id)) return createCardMethod(call, cardFromToken(call, id, param ?? 'payment_method'));
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
  if (asked.payment_method_data) {
    const { card, billing_details, allow_redisplay } = asked.payment_method_data;
    return createCardMethod(call, givenCard(call, card), {
      billing: wholeBillingDetails(billing_details),
      ...(allow_redisplay === undefined ? {} : { allowRedisplay: allow_redisplay }),
    });
  }
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
