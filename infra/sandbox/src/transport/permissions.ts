import type { Account } from '../store/accounts.ts';
import { ApiError } from './errors.ts';

/** What Stripe's dashboard lists as one permission, by the first words of a path. What stands nowhere is kept from restricted keys. */
const resources: Record<string, string> = {
  customers: 'customer',
  payment_methods: 'payment_method',
  payment_intents: 'payment_intent',
  setup_intents: 'setup_intent',
  mandates: 'mandate',
  charges: 'charge',
  refunds: 'charge',
  disputes: 'dispute',
  balance: 'balance',
  balance_transactions: 'balance',
  payouts: 'payout',
  events: 'event',
  webhook_endpoints: 'webhook',
  application_fees: 'application_fee',
};

/** What a restricted key needs for a call; undefined where none can have it. */
function permissionFor(method: string, path: string): string | undefined {
  if (path === '/v1/account') return 'rak_accounts_kyc_basic_read';
  const [, version, resource = ''] = path.split('/');
  const name = version === 'v1' ? resources[resource] : undefined;
  return name && `rak_${name}_${method === 'GET' ? 'read' : 'write'}`;
}

/** A key that may write may read. */
const grants = (granted: readonly string[], asked: string): boolean =>
  granted.includes(asked) || granted.includes(asked.replace(/_read$/, '_write'));

type Asking = { method: string; path: string; key: string; account: Pick<Account, 'id'> };

/** @throws ApiError 403 for what a restricted key was not given; `key` is shown as it is given here, so masked. */
export function checkPermission(granted: readonly string[], { method, path, key, account }: Asking): void {
  const asked = permissionFor(method, path);
  if (asked !== undefined && grants(granted, asked)) return;
  const missing =
    asked === undefined
      ? 'This is a restricted API key, but the required permissions are not available for use by restricted keys.'
      : `Having the '${asked}' permission would allow this request to continue.`;
  throw new ApiError(
    403,
    {
      type: 'invalid_request_error',
      code: 'more_permissions_required',
      message: `The provided key '${key}' does not have the required permissions for this endpoint on account '${account.id}'. ${missing}`,
    },
    true,
  );
}
