import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';
import { isFit } from '../../domain/verdicts.ts';
import { lockPlaces, usePlace } from '../../store/homes.ts';
import { keptKeys } from '../../store/stripeKeys.ts';
import { type Mode, own } from '../../stripe/home.ts';

/** New payments are taken in this mode from now on. What is open keeps its own and is finished there. */
export async function useStripeMode(ctx: Context, { mode }: { mode: Mode }) {
  await lockPlaces(ctx);
  const kept = (await keptKeys(ctx)).find((keys) => keys.mode === mode);
  if (!kept) throw fault('rejected', 'no_keys', `There are no ${mode} keys yet.`);
  if (kept.inUse) return { mode };
  if (!isFit(kept.verdicts)) {
    const problem = kept.verdicts.find(({ verdict }) => verdict === 'bad')?.text;
    throw fault('rejected', 'stripe_not_fit', problem ?? 'Test the connection first: nothing is known of it yet.');
  }
  await usePlace(ctx, { mode, account: own });
  return { mode };
}
