import type Stripe from 'stripe';
import { type Standing, standingOfFirst, standingOfSecond } from '../domain/connection.ts';

/** Stripe's two versions of what an account is. */
export type AccountApi = 'v1' | 'v2';
/** How new accounts are made: by the second version, or by the first as one of its two kinds. */
export type Onboarding = 'v2' | 'standard' | 'express';

export type StandingJson = Standing & { askedAt: string };
export type NewAccount = { tenant: string; email: string | null; country: string; currency: string };

/** Of the second version's account, what is told of only when asked for. */
const include: ('configuration.merchant' | 'requirements')[] = ['configuration.merchant', 'requirements'];

/** An account of the tenant's own, for which Stripe and not the platform takes its fee and bears losses. @returns its id */
export async function makeAccount(
  stripe: Stripe,
  onboarding: Onboarding,
  { tenant, email, country, currency }: NewAccount,
  idempotencyKey: string,
): Promise<string> {
  const metadata = { tenant_id: tenant };
  if (onboarding !== 'v2') {
    const capabilities = { card_payments: { requested: true }, transfers: { requested: true } };
    const params = { type: onboarding, country, metadata, ...(email !== null && { email }) };
    return (await stripe.accounts.create({ ...params, capabilities }, { idempotencyKey })).id;
  }
  const account = await stripe.v2.core.accounts.create(
    {
      ...(email !== null && { contact_email: email }),
      dashboard: 'full',
      identity: { country: country.toLowerCase() },
      configuration: { merchant: { capabilities: { card_payments: { requested: true } } } },
      defaults: {
        currency: currency.toLowerCase(),
        responsibilities: { fees_collector: 'stripe', losses_collector: 'stripe' },
      },
      metadata,
      include,
    },
    { idempotencyKey },
  );
  return account.id;
}

export async function readStanding(stripe: Stripe, api: AccountApi, account: string): Promise<Standing> {
  if (api === 'v2') return standingOfSecond(await stripe.v2.core.accounts.retrieve(account, { include }));
  const { charges_enabled, payouts_enabled, capabilities, requirements } = await stripe.accounts.retrieve(account);
  return standingOfFirst({
    charges_enabled: charges_enabled ?? false,
    payouts_enabled: payouts_enabled ?? false,
    ...(capabilities?.card_payments && { capabilities: { card_payments: capabilities.card_payments } }),
    ...(requirements && { requirements: firstRequirements(requirements) }),
  });
}

const firstRequirements = (told: Stripe.Account.Requirements) => ({
  currently_due: told.currently_due,
  pending_verification: told.pending_verification,
  errors: (told.errors ?? []).map(({ reason }) => ({ reason })),
  current_deadline: told.current_deadline,
});

type Link = { account: string; refreshUrl: string; returnUrl: string };

/** A way into Stripe's own pages for the account; it opens once, and soon. */
export async function onboardingLink(
  stripe: Stripe,
  api: AccountApi,
  { account, refreshUrl: refresh_url, returnUrl: return_url }: Link,
): Promise<string> {
  if (api === 'v1') {
    const link = { account, refresh_url, return_url, type: 'account_onboarding' as const };
    return (await stripe.accountLinks.create(link)).url;
  }
  const use_case = { type: 'account_onboarding' as const, account_onboarding: { refresh_url, return_url } };
  return (await stripe.v2.core.accountLinks.create({ account, use_case })).url;
}
