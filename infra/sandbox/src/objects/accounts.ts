import type Stripe from 'stripe';
import { blankAccount, changeAccount, connectAccount, connectedAccount, disconnect } from '../connect/account.ts';
import { type Capability, onboarded, withStanding } from '../connect/standing.ts';
import { platformScope } from '../payments/applicationFee.ts';
import { currency } from '../payments/currencies.ts';
import { load } from '../store/objects.ts';
import { noAccess } from '../transport/authenticate.ts';
import { expand, mergeMetadata, metadata, paging, timeRange } from '../transport/common.ts';
import { endpoint, ok } from '../transport/endpoint.ts';
import { invalidRequest } from '../transport/errors.ts';
import { listObjects } from '../transport/page.ts';
import { clearable, flag, notSimulated, oneOf, optional, type Read, text } from '../transport/params.ts';
import type { Call } from '../world.ts';

const asked = optional({ requested: flag });
const editable = {
  business_profile: optional({
    mcc: clearable(text),
    name: clearable(text),
    product_description: clearable(text),
    support_email: clearable(text),
    support_phone: clearable(text),
    support_url: clearable(text),
    url: clearable(text),
    ...notSimulated('annual_revenue', 'estimated_worker_count', 'monthly_estimated_revenue', 'support_address'),
  }),
  business_type: oneOf('company', 'government_entity', 'individual', 'non_profit'),
  capabilities: optional({ card_payments: asked, transfers: asked }),
  default_currency: currency,
  email: text,
  expand,
  metadata,
  ...notSimulated(
    'account_token',
    'company',
    'documents',
    'external_account',
    'groups',
    'individual',
    'settings',
    'tos_acceptance',
  ),
};

/** A connected account that the caller may see: the platform's, or the caller itself. */
function reachable(call: Call, id: string): Stripe.Account {
  const found = connectedAccount(call, id);
  const isPlatform = platformScope(call).account === call.account;
  if (found && (isPlatform || call.account === id)) return found;
  throw noAccess(id);
}

/** What an edit says of the account itself. */
function saidBy(before: Pick<Stripe.Account, 'business_profile' | 'metadata'>, edit: Read<typeof editable>) {
  const { business_profile, capabilities: _c, expand: _e, metadata: change, ...plain } = edit;
  return {
    ...plain,
    ...(business_profile && before.business_profile
      ? { business_profile: { ...before.business_profile, ...business_profile } }
      : {}),
    metadata: mergeMetadata(before.metadata ?? {}, change),
  };
}

/** Which capabilities are asked for after an edit. */
function requestedAfter(before: Capability[], edit: Read<typeof editable>): Capability[] {
  const names = ['card_payments', 'transfers'] as const;
  return names.filter((name) => edit.capabilities?.[name]?.requested ?? before.includes(name));
}

const controller = optional({
  fees: optional({ payer: oneOf('account', 'application') }),
  losses: optional({ payments: oneOf('application', 'stripe') }),
  requirement_collection: oneOf('application', 'stripe'),
  stripe_dashboard: optional({ type: oneOf('express', 'full', 'none') }),
});

const create = endpoint(
  optional({ ...editable, controller, country: text, type: oneOf('custom', 'express', 'standard') }),
  {
    method: 'POST',
    path: '/v1/accounts',
    run(call, params) {
      if (call.connected) throw invalidRequest('Only a platform can create connected accounts.');
      if (!call.world.settings.accountsV1) {
        throw invalidRequest(
          'This platform cannot create accounts with the Accounts v1 API. Use POST /v2/core/accounts instead.',
        );
      }
      const { controller: given, country, type, ...edit } = params;
      if (given && type) throw invalidRequest('You may only specify one of these parameters: type, controller.');
      const kind = type ?? (given ? 'none' : 'standard');
      const blank = blankAccount(call, call.world.ids.next('acct_', 16), {
        type: kind,
        country: country?.toUpperCase(),
        controller: given && controllerFrom(given),
      });
      // A Standard account asks by itself for what its country has.
      const requested = requestedAfter(kind === 'standard' ? ['card_payments', 'transfers'] : [], edit);
      const standing = { details: false, bank: false, identity: 'none' as const, requested };
      return ok('account', connectAccount(call, { ...blank, ...saidBy(blank, edit) }, standing), params.expand);
    },
  },
);

function controllerFrom(given: NonNullable<ReturnType<typeof controller>>): Stripe.Account.Controller {
  return {
    type: 'application',
    is_controller: true,
    fees: { payer: given.fees?.payer ?? 'account' },
    losses: { payments: given.losses?.payments ?? 'stripe' },
    requirement_collection: given.requirement_collection ?? 'stripe',
    stripe_dashboard: { type: given.stripe_dashboard?.type ?? 'full' },
  };
}

const retrieve = endpoint(optional({ expand }), {
  method: 'GET',
  path: '/v1/accounts/:id',
  run: (call, params) => ok('account', reachable(call, call.path[0] ?? ''), params.expand),
});

/** The caller's own account; the platform's is complete from the start. */
const retrieveOwn = endpoint(optional({ expand }), {
  method: 'GET',
  path: '/v1/account',
  run(call, params) {
    const account =
      connectedAccount(call, call.account) ?? withStanding(blankAccount(call, call.account, {}), onboarded);
    return ok('account', account, params.expand);
  },
});

const update = endpoint(optional(editable), {
  method: 'POST',
  path: '/v1/accounts/:id',
  run(call, params) {
    const before = reachable(call, call.path[0] ?? '');
    const { secret } = load(platformScope(call), 'account', before.id);
    const change = { said: saidBy(before, params), standing: { requested: requestedAfter(secret.requested, params) } };
    return ok('account', changeAccount(call, before.id, change), params.expand);
  },
});

const remove = endpoint(optional({}), {
  method: 'DELETE',
  path: '/v1/accounts/:id',
  run(call) {
    const { id } = reachable(call, call.path[0] ?? '');
    disconnect(call, id);
    return ok('account', { id, object: 'account', deleted: true }, undefined);
  },
});

const list = endpoint(optional({ ...paging, created: timeRange }), {
  method: 'GET',
  path: '/v1/accounts',
  run: (call, params) => listObjects(call, 'account', {}, params),
});

export const accounts = [create, list, retrieve, retrieveOwn, update, remove];
