import type { payments } from '@purser/contracts';
import type { Granted } from './permissions.ts';

export type Verdict = payments.StripeVerdict;

/** An answer of Stripe's, or its refusal. */
export type Looked<T> = { said: 'yes'; value: T } | { said: 'no'; status: number; text: string };

export type EndpointAtStripe = {
  id: string;
  url: string;
  status: string;
  apiVersion: string | null;
  events: readonly string[];
};

/** A destination of thin events; `url` is null where Stripe does not tell it, and `isOf` empty where it does not tell whose events. */
export type DestinationAtStripe = {
  id: string;
  url: string | null;
  status: string;
  events: readonly string[];
  isOf: readonly string[];
};

/** What a look at Stripe found. */
export type Findings = {
  mode: 'test' | 'live';
  restricted: boolean;
  account: Looked<{ id: string; name: string | null; chargesEnabled: boolean }>;
  /** Of a restricted key, what it may do; empty of others. */
  permissions: Granted;
  /** Whether the publishable key sees what the secret key made. */
  publishable: 'same' | 'other' | 'unknown';
  endpoints: Looked<readonly EndpointAtStripe[]>;
  /** Not looked for where none is expected. */
  destinations?: Looked<readonly DestinationAtStripe[]>;
  /** How far Stripe's clock is ahead of ours. */
  skew_s: number | null;
};

/** Of which endpoints events are to come: their address, and how Stripe names them where we made them. */
export type Expected = {
  url: string;
  stripeEndpointId: string | null;
  kind: 'own' | 'connect';
  form: 'snapshot' | 'thin';
};
/** What is to be there; `thinNeeded` where something is told by thin events alone. */
export type Wanted = { expected: readonly Expected[]; thinNeeded: boolean; apiVersion: string };
