import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';
import { armReconciliation } from '../../armReconciliation.ts';
import { lockConnectionOf, setConnectionStatus } from '../../store/connections.ts';
import { leavePlace, lockPlaces, usePlace } from '../../store/homes.ts';
import { type Home, own } from '../../stripe/home.ts';

/** New payments are taken there from now on; what was begun elsewhere is finished there. */
export async function useAccount(ctx: Context, home: Home) {
  if (home.account !== own) await refuseUnready(ctx, home);
  await lockPlaces(ctx);
  if (!(await usePlace(ctx, home))) throw fault('rejected', 'no_keys', 'There are no keys of your own of this mode.');
  await armReconciliation(ctx, home);
  return home;
}

async function refuseUnready(ctx: Context, home: Home): Promise<void> {
  const connection = await lockConnectionOf(ctx.tx, home);
  if (!connection) throw fault('notFound', 'account_not_found', 'There is no such connected account.');
  if (connection.status !== 'open')
    throw fault('rejected', 'account_not_connected', 'This account is not connected any more. Connect it again.');
  if (connection.charges !== 'active')
    throw fault(
      'rejected',
      'account_not_ready',
      'Stripe does not let this account take cards yet. Finish what it asks for.',
    );
}

/** Nothing new is taken there; what was begun is finished. */
export async function leaveAccount(ctx: Context, home: Home) {
  const connection = await lockConnectionOf(ctx.tx, home);
  if (!connection) throw fault('notFound', 'account_not_found', 'There is no such connected account.');
  if (connection.status === 'open') await setConnectionStatus(ctx, connection.connectionId, 'left');
  await leavePlace(ctx, home);
  return home;
}
