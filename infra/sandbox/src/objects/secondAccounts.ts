import { accountRef, blankAccount, changeAccount, connectAccount, connectedAccount } from '../connect/account.ts';
import { newLink } from '../connect/link.ts';
import { iso, parts, secondAccount } from '../connect/second.ts';
import { platformScope } from '../payments/applicationFee.ts';
import { currency } from '../payments/currencies.ts';
import { load } from '../store/objects.ts';
import { noAccess } from '../transport/authenticate.ts';
import { mergeMetadata, metadata } from '../transport/common.ts';
import { type Answer, endpoint } from '../transport/endpoint.ts';
import { invalidRequest } from '../transport/errors.ts';
import { flag, listOf, notSimulated, oneOf, optional, type Parse, shape, text } from '../transport/params.ts';
import { emitThin } from '../webhooks/emitThin.ts';
import type { Call } from '../world.ts';

const include = listOf(oneOf('configuration.merchant', 'requirements', 'identity', 'defaults'), parts.length);
const requested = optional({ requested: flag });
const merchant = optional({ capabilities: optional({ card_payments: requested }), ...notSimulated('branding', 'mcc') });
const editable = {
  contact_email: text,
  configuration: optional({ merchant, ...notSimulated('customer', 'recipient') }),
  dashboard: oneOf('express', 'full', 'none'),
  defaults: optional({
    currency,
    responsibilities: optional({
      fees_collector: oneOf('application', 'application_custom', 'application_express', 'stripe'),
      losses_collector: oneOf('application', 'stripe'),
    }),
  }),
  display_name: text,
  identity: optional({ country: text, ...notSimulated('business_details', 'entity_type', 'individual') }),
  include,
  metadata,
  ...notSimulated('account_token', 'contact_phone'),
};

function answer(call: Call, id: string, shown: readonly string[] = []): Answer {
  const { body, secret } = load(platformScope(call), 'account', id);
  return { status: 200, body: secondAccount(body, secret, shown) };
}

/** The platform's own, or the caller itself. */
function reachable(call: Call, id: string): string {
  const isPlatform = platformScope(call).account === call.account;
  if (connectedAccount(call, id) && (isPlatform || call.account === id)) return id;
  throw noAccess(id);
}

const create = endpoint(optional(editable), {
  method: 'POST',
  path: '/v2/core/accounts',
  run(call, params) {
    if (call.connected) throw invalidRequest('Only a platform can create connected accounts.');
    const country = params.identity?.country?.toUpperCase();
    const blank = blankAccount(call, call.world.ids.next('acct_', 16), {
      type: params.dashboard === 'express' ? 'express' : 'standard',
      country,
    });
    const said = {
      ...(params.contact_email ? { email: params.contact_email } : {}),
      ...(params.defaults?.currency ? { default_currency: params.defaults.currency } : {}),
      metadata: mergeMetadata({}, params.metadata),
    };
    const wants = params.configuration?.merchant?.capabilities?.card_payments?.requested === true;
    const asked = wants ? (['card_payments', 'transfers'] as const) : [];
    const standing = { details: false, bank: false, identity: 'none' as const, requested: [...asked] };
    const { id } = connectAccount(call, { ...blank, ...said }, standing);
    emitThin(call, { type: 'v2.core.account.created', related: accountRef(id) });
    return answer(call, id, params.include);
  },
});

const retrieve = endpoint(optional({ include }), {
  method: 'GET',
  path: '/v2/core/accounts/:id',
  run: (call, params) => answer(call, reachable(call, call.path[0] ?? ''), params.include),
});

const update = endpoint(optional(editable), {
  method: 'POST',
  path: '/v2/core/accounts/:id',
  run(call, params) {
    const id = reachable(call, call.path[0] ?? '');
    const { body, secret } = load(platformScope(call), 'account', id);
    const wants = params.configuration?.merchant?.capabilities?.card_payments?.requested;
    const others = secret.requested.filter((name) => name !== 'card_payments');
    changeAccount(call, id, {
      said: {
        ...(params.contact_email ? { email: params.contact_email } : {}),
        metadata: mergeMetadata(body.metadata ?? {}, params.metadata),
      },
      ...(wants === undefined
        ? {}
        : { standing: { requested: wants ? ['card_payments' as const, ...others] : others } }),
    });
    return answer(call, id, params.include);
  },
});

const webAddress: Parse<string> = (raw, name) => {
  const value = text(raw, name);
  if (/^https?:\/\//.test(value) && URL.canParse(value)) return value;
  throw invalidRequest(`Invalid ${name}: it must be the address of a page.`, { param: name });
};
const collection_options = optional({
  fields: oneOf('currently_due', 'eventually_due'),
  future_requirements: oneOf('include', 'omit'),
});
const visit = optional({ collection_options, refresh_url: webAddress, return_url: webAddress });

const createLink = endpoint(
  shape(
    {
      account: text,
      use_case: shape(
        { type: oneOf('account_onboarding', 'account_update') },
        { account_onboarding: visit, account_update: visit },
      ),
    },
    {},
  ),
  {
    method: 'POST',
    path: '/v2/core/account_links',
    run(call, { account, use_case }) {
      const isPlatform = platformScope(call).account === call.account;
      if (!isPlatform || !connectedAccount(call, account)) throw noAccess(account);
      const { type } = use_case;
      const wanted = use_case[type];
      const { refresh_url, return_url } = wanted ?? {};
      if (refresh_url === undefined || return_url === undefined)
        throw invalidRequest(`Missing required field: use_case.${type}.refresh_url and return_url.`);
      const { expires_at, url } = newLink(call, account, { refresh_url, return_url });
      const body = {
        object: 'v2.core.account_link',
        account,
        created: iso(call.now),
        expires_at: iso(expires_at),
        livemode: false,
        url,
        use_case: { type, [type]: { ...wanted } },
      };
      return { status: 200, body };
    },
  },
);

export const secondAccounts = [create, retrieve, update, createLink];
