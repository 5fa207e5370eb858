import type Stripe from 'stripe';
import type { Standing } from './connect/standing.ts';

/** What a PaymentMethod knows but never shows. */
export interface MethodSecret {
  /** The number of the test card or bank account: its behaviour is looked up by it. */
  number: string;
  /** Whether the payer gave a CVC; some test cards decline only then. */
  cvcGiven: boolean;
  /** Set up for off-session use with the payer's authentication. */
  setUp: boolean;
  /** The mandate under which a bank account is debited; absent or null for cards. */
  mandate?: string | null;
  /** Used once without a customer, or detached: Stripe lets nobody use it again. */
  consumed: boolean;
}

/** What an intent remembers of its confirmation while the payer authenticates. */
export interface IntentSecret {
  challenge: string | null;
  returnUrl: string | null;
  offSession: boolean;
}

/** What a webhook endpoint keeps to itself. */
export interface EndpointSecret {
  /** Signing secrets in use; an older one carries the sandbox time (ms) at which it stops. */
  secrets: { secret: string; expiresAt: number | null }[];
  connect: boolean;
  /** Of a destination of thin events, and whose it hears. */
  thin?: { name: string; description: string; from: ('@self' | '@accounts')[] };
}

/** A 3D Secure challenge waiting for the payer (or for an administrator who plays the payer). */
export interface Challenge {
  id: string;
  intent: string;
  state: 'pending' | 'succeeded' | 'failed';
  return_url: string | null;
}

/** A way into the onboarding of an account: opened once, soon. */
export interface OnboardingLink {
  id: string;
  account: string;
  refresh_url: string;
  return_url: string;
  /** Unix seconds. */
  expires_at: number;
  /** What the page that was opened sends along; null until it is opened. */
  visit: string | null;
  done: boolean;
}

/** A code that a merchant's consent gave; good once, for five minutes. */
export interface OauthCode {
  id: string;
  account: string;
  expires_at: number;
  used: boolean;
}

/** Everything that is stored as an object: its public body and its private part. */
export interface Kinds {
  customer: { body: Stripe.Customer | Stripe.DeletedCustomer; secret: null };
  payment_method: { body: Stripe.PaymentMethod; secret: MethodSecret };
  payment_intent: { body: Stripe.PaymentIntent; secret: IntentSecret };
  setup_intent: { body: Stripe.SetupIntent; secret: IntentSecret };
  charge: { body: Stripe.Charge; secret: null };
  refund: { body: Stripe.Refund; secret: null };
  mandate: { body: Stripe.Mandate; secret: null };
  dispute: { body: Stripe.Dispute; secret: null };
  early_fraud_warning: { body: Stripe.Radar.EarlyFraudWarning; secret: null };
  account: { body: Stripe.Account; secret: Standing };
  oauth_code: { body: OauthCode; secret: null };
  account_link: { body: OnboardingLink; secret: null };
  application_fee: { body: Stripe.ApplicationFee; secret: null };
  fee_refund: { body: Stripe.FeeRefund; secret: null };
  payout: { body: Stripe.Payout; secret: null };
  balance_transaction: { body: Stripe.BalanceTransaction; secret: { payout: string | null } };
  webhook_endpoint: { body: Stripe.WebhookEndpoint; secret: EndpointSecret };
  challenge: { body: Challenge; secret: null };
}

export type Kind = keyof Kinds;
export type Body<K extends Kind> = Kinds[K]['body'];
export type Secret<K extends Kind> = Kinds[K]['secret'];

export interface Stored<K extends Kind> {
  body: Body<K>;
  secret: Secret<K>;
}

/** The id behind a field that may have been expanded; the store holds ids only. */
export const idOf = (field: string | { id: string } | null | undefined): string | null =>
  field === null || field === undefined ? null : typeof field === 'string' ? field : field.id;
