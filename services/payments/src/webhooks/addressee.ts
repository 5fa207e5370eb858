import type { StripeAccounts, StripeEndpoint } from '../stripe/accounts.ts';
import { type Mode, own } from '../stripe/home.ts';
import type { Addressee } from './intake.ts';
import type { VerifiedEvent } from './verify.ts';

/**
 * Whose event it is. What comes to a tenant's own endpoint is the tenant's; at the platform's endpoint for connected accounts the account
 * leads to its tenant. Nothing in an event but its account does: metadata is written by whoever has the account.
 * @returns undefined for the other mode's event, which is refused: Stripe shows it as failed, and sends it again once the mistake is mended
 */
export async function addresseeOf(
  accounts: Pick<StripeAccounts, 'tenantOf'>,
  endpoint: StripeEndpoint,
  event: VerifiedEvent,
): Promise<Addressee | undefined> {
  const { tenant, mode, endpointId, kind, ownAccount } = endpoint;
  const eventMode: Mode = event.livemode ? 'live' : 'test';
  // Stripe sends test events of connected accounts to the live endpoint too (https://docs.stripe.com/connect/webhooks); nothing else.
  if (eventMode !== mode && !(kind === 'connect' && eventMode === 'test')) return undefined;
  const here = { endpointId, mode: eventMode, aside: null };
  const { account } = event;
  if (kind === 'own') {
    if (account === null || account === ownAccount) return { ...here, tenant, account: own };
    return aside(endpoint, eventMode, account, 'unmatched', 'it is of another account than this endpoint’s');
  }
  if (account === null) return aside(endpoint, eventMode, '', 'unmatched', 'it names no connected account');
  const connected = await accounts.tenantOf({ mode: eventMode, account });
  if (connected !== undefined) return { ...here, tenant: connected, account };
  if (eventMode !== mode)
    return aside(endpoint, eventMode, account, 'ignored', 'a test event of an account that is used in live mode');
  const problem = `it is of account ${account}, which nobody here has connected yet`;
  return { ...here, tenant, account, aside: { status: 'unrouted', problem } };
}

/** Kept with whoever's endpoint it came to, at a home that nothing lives at: applied again it moves nothing either. */
function aside(
  { tenant, endpointId }: StripeEndpoint,
  mode: Mode,
  account: string,
  status: 'unmatched' | 'ignored',
  problem: string,
): Addressee {
  return { tenant, endpointId, mode, account: `?${account}`, aside: { status, problem } };
}
