import type Stripe from 'stripe';
import type { Stored } from '../kinds.ts';
import { idOf } from '../kinds.ts';
import type { Scope } from '../world.ts';
import { cardByNumber, type TestCard } from './cards.ts';
import { type Decline, declines } from './declines.ts';

/** How the payer's authentication went, as the charge shows it. */
export type Authenticated = 'none' | 'challenge' | 'frictionless';

/** The card behind a payment method. */
export function cardOf(method: Stored<'payment_method'>): TestCard {
  const card = cardByNumber(method.secret.number);
  if (!card) throw new Error(`${method.body.id} holds a card that is not in the table`);
  return card;
}

/** How the bank would answer a charge of this card now. */
export function bankDecline(method: Stored<'payment_method'>): Decline | null {
  const card = cardOf(method);
  if (card.decline === null || (card.declineNeedsCvc && !method.secret.cvcGiven)) return null;
  return declines[card.decline];
}

function outcomeOf(card: TestCard, decline: Decline | null): Stripe.Charge.Outcome {
  const risk = { risk_level: card.riskLevel, risk_score: { normal: 24, elevated: 68, highest: 93 }[card.riskLevel] };
  if (!decline) {
    return {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: 'approved_by_network',
      reason: card.riskLevel === 'elevated' ? 'elevated_risk_level' : null,
      ...risk,
      seller_message:
        card.riskLevel === 'elevated'
          ? 'Stripe evaluated this payment as having elevated risk, and placed it in your manual review queue.'
          : 'Payment complete.',
      type: card.riskLevel === 'elevated' ? 'manual_review' : 'authorized',
    };
  }
  const blocked = decline.outcome === 'blocked';
  return {
    advice_code: decline.adviceCode,
    network_advice_code: null,
    network_decline_code: decline.networkDeclineCode,
    network_status: blocked ? 'not_sent_to_network' : 'declined_by_network',
    reason: blocked ? 'highest_risk_level' : (decline.declineCode ?? decline.code),
    ...risk,
    seller_message: blocked
      ? 'Stripe blocked this payment as too risky.'
      : 'The bank did not return any further details with this decline.',
    type: decline.outcome,
  };
}

function threeDSecure(
  card: TestCard,
  authenticated: Authenticated,
): Stripe.Charge.PaymentMethodDetails.Card.ThreeDSecure | null {
  if (authenticated === 'none' || card.threeDSecure === 'not_supported') return null;
  return {
    authentication_flow: authenticated,
    electronic_commerce_indicator: '05',
    exemption_indicator: null,
    result: 'authenticated',
    result_reason: null,
    transaction_id: null,
    version: '2.2.0',
  };
}

function cardDetails(
  method: Stripe.PaymentMethod,
  card: TestCard,
  amount: number,
  authenticated: Authenticated,
): Stripe.Charge.PaymentMethodDetails.Card {
  return {
    amount_authorized: amount,
    authorization_code: null,
    brand: card.brand,
    checks: card.checks,
    country: 'US',
    electronic_commerce_indicator: null,
    exp_month: method.card?.exp_month ?? 12,
    exp_year: method.card?.exp_year ?? 2034,
    extended_authorization: { status: 'disabled' },
    fingerprint: method.card?.fingerprint ?? null,
    funding: card.funding,
    incremental_authorization: { status: 'unavailable' },
    installments: null,
    last4: card.number.slice(-4),
    mandate: null,
    multicapture: { status: 'unavailable' },
    network: card.brand,
    network_token: { used: false },
    network_transaction_id: null,
    overcapture: { maximum_amount_capturable: amount, status: 'unavailable' },
    regulated_status: 'unregulated',
    three_d_secure: threeDSecure(card, authenticated),
    transaction_link_id: null,
    wallet: null,
  };
}

/** A new charge of an intent's amount, before it is known how it was paid and whether. */
export function blankCharge(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  method: Stored<'payment_method'>,
  id: string,
): Stripe.Charge {
  return {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: idOf(intent.application),
    application_fee: null,
    application_fee_amount: intent.application_fee_amount,
    balance_transaction: null,
    billing_details: method.body.billing_details,
    calculated_statement_descriptor: intent.statement_descriptor ?? 'SANDBOX',
    captured: false,
    created: scope.now,
    currency: intent.currency,
    customer: idOf(intent.customer),
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: null,
    paid: true,
    payment_intent: intent.id,
    payment_method: method.body.id,
    payment_method_details: null,
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: `${scope.world.baseUrl()}/_sandbox/receipts/${id}`,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: 'succeeded',
    transfer_data: null,
    transfer_group: intent.transfer_group,
  };
}

/** A new charge of an intent's amount to a card: paid, authorised only (manual capture), or failed with `decline`. */
export function buildCharge(
  scope: Scope,
  intent: Stripe.PaymentIntent,
  method: Stored<'payment_method'>,
  decline: Decline | null,
  authenticated: Authenticated,
): Stripe.Charge {
  const card = cardOf(method);
  const captured = decline === null && intent.capture_method !== 'manual';
  const charge: Stripe.Charge = {
    ...blankCharge(scope, intent, method, scope.world.ids.next('ch_')),
    amount_captured: captured ? intent.amount : 0,
    captured,
    outcome: outcomeOf(card, decline),
    payment_method_details: { card: cardDetails(method.body, card, intent.amount, authenticated), type: 'card' },
  };
  if (!decline) return charge;
  const { code, message } = decline;
  return {
    ...charge,
    failure_code: code,
    failure_message: message,
    paid: false,
    receipt_url: null,
    status: 'failed',
  };
}
