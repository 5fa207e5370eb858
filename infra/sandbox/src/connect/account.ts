import type Stripe from 'stripe';
import { platformApplication, platformScope } from '../payments/applicationFee.ts';
import { accountById, removeAccount, saveAccount } from '../store/accounts.ts';
import { find, insert, load, remove, save } from '../store/objects.ts';
import { emit } from '../webhooks/emit.ts';
import { emitThin } from '../webhooks/emitThin.ts';
import type { Scope } from '../world.ts';
import { capabilities, capabilityOf, type Standing, withStanding } from './standing.ts';

export type AccountType = 'standard' | 'express' | 'custom' | 'none';

/** What a new account is before it says more of itself. */
interface AccountSeed {
  type?: AccountType;
  controller?: Stripe.Account.Controller | undefined;
  country?: string | undefined;
}

const controllers: Record<AccountType, Stripe.Account.Controller> = {
  standard: { type: 'application', is_controller: true, ...controls('account', 'stripe', 'stripe', 'full') },
  express: {
    type: 'application',
    is_controller: true,
    ...controls('application_express', 'application', 'stripe', 'express'),
  },
  custom: {
    type: 'application',
    is_controller: true,
    ...controls('application_custom', 'application', 'application', 'none'),
  },
  none: { type: 'application', is_controller: true, ...controls('account', 'stripe', 'stripe', 'full') },
};

function controls(
  payer: string,
  losses: string,
  collection: string,
  dashboard: string,
): Omit<Stripe.Account.Controller, 'type'> {
  return {
    fees: { payer },
    losses: { payments: losses },
    requirement_collection: collection,
    stripe_dashboard: { type: dashboard },
  };
}

const blankProfile: Stripe.Account.BusinessProfile = {
  mcc: null,
  minority_owned_business_designation: null,
  name: null,
  product_description: null,
  specified_commercial_transactions_act_url: null,
  support_address: null,
  support_email: null,
  support_phone: null,
  support_url: null,
  url: null,
};

/** An account as it shows itself, before its standing is put in. */
export function blankAccount(scope: Scope, id: string, seed: AccountSeed): Stripe.Account {
  const { type = 'standard', controller = controllers[type], country = 'US' } = seed;
  return {
    id,
    object: 'account',
    business_profile: blankProfile,
    business_type: null,
    capabilities: {},
    charges_enabled: false,
    controller,
    country,
    created: scope.now,
    default_currency: 'usd',
    details_submitted: false,
    email: null,
    external_accounts: { object: 'list', data: [], has_more: false, url: `/v1/accounts/${id}/external_accounts` },
    metadata: {},
    payouts_enabled: false,
    settings: null,
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type,
  };
}

/** How a thin event names an account. */
export const accountRef = (id: string) => ({ id, type: 'v2.core.account', url: `/v2/core/accounts/${id}` });

/** An account that is connected to the platform: a new one, or one that was there before and keeps its keys. */
export function connectAccount(scope: Scope, blank: Stripe.Account, standing: Standing): Stripe.Account {
  const keys = accountById(scope.world.db, blank.id) ?? { secretKey: null, publishableKey: null };
  saveAccount(scope.world.db, { ...keys, id: blank.id, connected: true });
  const account = withStanding(blank, standing);
  insert(platformScope(scope), 'account', account, standing);
  return account;
}

/** The scope in which an account tells of itself: its events are its own and reach the platform's Connect endpoints. */
const own = (scope: Scope, account: string): Scope => ({ ...scope, account, connected: true });

/** Stores a connected account that changed, in itself or in its standing, and tells it with each capability. */
export function changeAccount(
  scope: Scope,
  id: string,
  change: { said?: Partial<Stripe.Account>; standing?: Partial<Standing> },
): Stripe.Account {
  const platform = platformScope(scope);
  const { body: before, secret } = load(platform, 'account', id);
  const standing = { ...secret, ...change.standing };
  const after = withStanding({ ...before, ...change.said }, standing);
  save(platform, 'account', after, standing);
  emit(own(scope, id), 'account.updated', after, before);
  emitThin(scope, { type: 'v2.core.account[requirements].updated', related: accountRef(id) });
  for (const name of capabilities) {
    const [earlier, later] = [secret, standing].map((one) => capabilityOf(id, name, one, before.created ?? 0));
    if (!earlier || !later || earlier.status === later.status) continue;
    emit(own(scope, id), 'capability.updated', later, earlier);
    if (name === 'card_payments')
      emitThin(scope, {
        type: 'v2.core.account[configuration.merchant].capability_status_updated',
        related: accountRef(id),
        data: { updated_capability: name },
      });
  }
  return after;
}

/** The account of the platform's that has this id. */
export const connectedAccount = (scope: Scope, id: string): Stripe.Account | undefined =>
  find(platformScope(scope), 'account', id)?.body;

/** The account leaves the platform, whose key opens nothing of it from now on. False when it is not connected. */
export function disconnect(scope: Scope, id: string): boolean {
  if (accountById(scope.world.db, id)?.connected !== true) return false;
  const application: Stripe.Application = { id: platformApplication, object: 'application', name: 'The platform' };
  emit(own(scope, id), 'account.application.deauthorized', application);
  removeAccount(scope.world.db, id);
  remove(platformScope(scope), 'account', id);
  return true;
}
