import type Stripe from 'stripe';

/** What a PaymentMethod knows but never shows. */
export interface CardSecret {
  /** The test card's number: its behaviour is looked up by it. */
  number: string;
  /** Whether the payer gave a CVC; some test cards decline only then. */
  cvcGiven: boolean;
  /** Set up for off-session use with the payer's authentication. */
  setUp: boolean;
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
}

/** A 3D Secure challenge waiting for the payer (or for an administrator who plays the payer). */
export interface Challenge {
  id: string;
  intent: string;
  state: 'pending' | 'succeeded' | 'failed';
  return_url: string | null;
}

/** Everything that is stored as an object: its public body and its private part. */
export interface Kinds {
  customer: { body: Stripe.Customer | Stripe.DeletedCustomer; secret: null };
  payment_method: { body: Stripe.PaymentMethod; secret: CardSecret };
  payment_intent: { body: Stripe.PaymentIntent; secret: IntentSecret };
  setup_intent: { body: Stripe.SetupIntent; secret: IntentSecret };
  charge: { body: Stripe.Charge; secret: null };
  balance_transaction: { body: Stripe.BalanceTransaction; secret: null };
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
