import { type Account, accountById, accountByKey } from '../store/accounts.ts';
import { restrictedKey } from '../store/restrictedKeys.ts';
import type { World } from '../world.ts';
import { ApiError } from './errors.ts';

export interface Caller {
  account: string;
  connected: boolean;
  access: 'secret' | 'publishable';
  /** What a restricted key was given, and the key as it may be shown. */
  restricted?: { permissions: readonly string[]; key: string };
}

type Header = (name: string) => string | undefined;

function presentedKey(header: Header): string | undefined {
  const authorization = header('authorization') ?? '';
  if (/^bearer /i.test(authorization)) return authorization.slice(7).trim() || undefined;
  if (!/^basic /i.test(authorization)) return undefined;
  const [user] = Buffer.from(authorization.slice(6).trim(), 'base64').toString('utf8').split(':');
  return user || undefined;
}

const unauthenticated = (message: string): ApiError =>
  new ApiError(401, { type: 'invalid_request_error', message }, true);

const masked = (key: string): string =>
  key.length <= 12 ? '*'.repeat(key.length) : `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}`;

type Holder = { account: Account; permissions?: readonly string[] };

function keyHolder(world: World, key: string | undefined): Holder {
  if (key === undefined) {
    throw unauthenticated(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
    );
  }
  if (/^[srp]k_live_/.test(key))
    throw unauthenticated(
      `This is a sandbox: live keys are refused here (${key.slice(0, 8)}…). Use the sandbox's own test key.`,
    );
  const account = accountByKey(world.db, key);
  const holder = account ? { account } : restrictedKey(world.db, key);
  if (!holder) throw unauthenticated(`Invalid API Key provided: ${masked(key)}`);
  return holder;
}

function actingAccount(world: World, { account: holder, permissions }: Holder, header: Header): Account {
  const asked = header('stripe-account');
  const context = header('stripe-context');
  if (asked !== undefined && context !== undefined) {
    throw new ApiError(
      400,
      {
        type: 'invalid_request_error',
        message: 'Only one of the Stripe-Account and Stripe-Context headers may be sent.',
      },
      true,
    );
  }
  const id = asked ?? context;
  if (id === undefined || id === holder.id) return holder;
  if (permissions) throw noConnectPermission();
  const account = accountById(world.db, id);
  if (account?.connected && !holder.connected) return account;
  throw noAccess(id);
}

/** Permissions for connected accounts are granted apart, and not played. */
const noConnectPermission = (): ApiError =>
  new ApiError(
    403,
    {
      type: 'invalid_request_error',
      code: 'more_permissions_required',
      message:
        'You passed a restricted API key with the Stripe-Account header, but the restricted API key does not have any Connect permissions.',
    },
    true,
  );

/** 403 for an account that does not exist, or is not (or no longer) the caller's to act for. */
export const noAccess = (id: string): ApiError =>
  new ApiError(
    403,
    {
      type: 'invalid_request_error',
      code: 'account_invalid',
      message: `The provided key does not have access to account '${id}' (or that account does not exist). Application access may have been revoked.`,
    },
    true,
  );

/**
 * Who calls, and for which account.
 * @throws ApiError 401 without a known test key, 403 for an account that is not connected, 400 for both account headers.
 */
export function authenticate(world: World, header: Header): Caller {
  const key = presentedKey(header);
  const holder = keyHolder(world, key);
  const account = actingAccount(world, holder, header);
  return {
    account: account.id,
    connected: account.connected,
    access: key !== undefined && key === holder.account.publishableKey ? 'publishable' : 'secret',
    ...(key !== undefined &&
      holder.permissions && { restricted: { permissions: holder.permissions, key: masked(key) } }),
  };
}
