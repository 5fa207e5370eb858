import { connectedAccount } from '../connect/account.ts';
import { newLink } from '../connect/link.ts';
import { platformScope } from '../payments/applicationFee.ts';
import { noAccess } from '../transport/authenticate.ts';
import { expand } from '../transport/common.ts';
import { endpoint } from '../transport/endpoint.ts';
import { invalidParam } from '../transport/errors.ts';
import { oneOf, optional, type Parse, shape, text } from '../transport/params.ts';

const webAddress: Parse<string> = (raw, name) => {
  const value = text(raw, name);
  if (/^https?:\/\//.test(value) && URL.canParse(value)) return value;
  throw invalidParam(name, 'Not a valid URL', 'url_invalid');
};

const create = endpoint(
  shape(
    {
      account: text,
      refresh_url: webAddress,
      return_url: webAddress,
      type: oneOf('account_onboarding', 'account_update'),
    },
    {
      collect: oneOf('currently_due', 'eventually_due'),
      collection_options: optional({
        fields: oneOf('currently_due', 'eventually_due'),
        future_requirements: oneOf('include', 'omit'),
      }),
      expand,
    },
  ),
  {
    method: 'POST',
    path: '/v1/account_links',
    run(call, params) {
      const isPlatform = platformScope(call).account === call.account;
      if (!isPlatform || !connectedAccount(call, params.account)) throw noAccess(params.account);
      const { expires_at, url } = newLink(call, params.account, params);
      return { status: 200, body: { object: 'account_link', created: call.now, expires_at, url } };
    },
  },
);

export const accountLinks = [create];
