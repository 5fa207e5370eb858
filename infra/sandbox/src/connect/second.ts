import type Stripe from 'stripe';
import { capabilityOf, type Standing } from './standing.ts';

type SecondAccount = Stripe.V2.Core.Account;
type Entry = NonNullable<NonNullable<SecondAccount['requirements']>['entries']>[number];
type Part = 'configuration.merchant' | 'requirements' | 'identity' | 'defaults';

/** Parts of an account that are shown only when they are asked for. */
export const parts: readonly Part[] = ['configuration.merchant', 'requirements', 'identity', 'defaults'];

/** The second version's view of an account. */
export function secondAccount(account: Stripe.Account, standing: Standing, include: readonly string[]): SecondAccount {
  const shows = (part: Part) => include.includes(part);
  return {
    id: account.id,
    object: 'v2.core.account',
    applied_configurations: ['merchant'],
    ...(account.email ? { contact_email: account.email } : {}),
    created: iso(account.created ?? 0),
    dashboard: account.type === 'express' ? 'express' : 'full',
    livemode: false,
    metadata: account.metadata ?? {},
    ...(shows('configuration.merchant') ? { configuration: { merchant: merchant(account, standing) } } : {}),
    ...(shows('identity') ? { identity: { country: (account.country ?? 'US').toLowerCase() } } : {}),
    ...(shows('defaults') ? { defaults: defaults(account) } : {}),
    ...(shows('requirements') ? { requirements: { entries: entriesOf(account) } } : {}),
  };
}

export const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();

const defaults = (account: Stripe.Account): NonNullable<SecondAccount['defaults']> => ({
  currency: account.default_currency ?? 'usd',
  responsibilities: { fees_collector: 'stripe', losses_collector: 'stripe', requirements_collector: 'stripe' },
});

function merchant(account: Stripe.Account, standing: Standing) {
  const card = capabilityOf(account.id, 'card_payments', standing, 0).status;
  const payouts = account.payouts_enabled ? 'active' : card === 'pending' ? 'pending' : 'restricted';
  return {
    applied: true,
    capabilities: {
      ...(standing.requested.includes('card_payments') ? { card_payments: ability(statusOf(card)) } : {}),
      stripe_balance: { payouts: ability(payouts) },
    },
  };
}

type Status = 'active' | 'pending' | 'restricted';

const statusOf = (first: string): Status => (first === 'active' || first === 'pending' ? first : 'restricted');

const ability = (status: Status) => ({
  status,
  status_details:
    status === 'active'
      ? []
      : status === 'pending'
        ? [{ code: 'requirements_pending_verification' as const, resolution: 'no_resolution' as const }]
        : [{ code: 'requirements_past_due' as const, resolution: 'provide_info' as const }],
});

function entriesOf({ requirements }: Stripe.Account): Entry[] {
  const errors = requirements?.errors ?? [];
  const entry = (description: string, from: 'user' | 'stripe'): Entry => ({
    awaiting_action_from: from,
    description,
    errors: errors
      .filter(({ requirement }) => requirement === description)
      .map(({ reason }) => ({ code: 'invalid_value_other', description: reason })),
    impact: {},
    minimum_deadline: { status: 'currently_due' },
    requested_reasons: [{ code: 'routine_onboarding' }],
  });
  return [
    ...(requirements?.currently_due ?? []).map((field) => entry(field, 'user')),
    ...(requirements?.pending_verification ?? []).map((field) => entry(field, 'stripe')),
  ];
}
