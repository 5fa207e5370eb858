import type { Context } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { newId } from '@purser/message';
import type { z } from 'zod';
import { armReconciliation } from '../../armReconciliation.ts';
import { homeInUse } from '../../store/homes.ts';
import { lockReconciliation, setDailyTimer, setEventsTimer } from '../../store/reconciliations.ts';
import { own } from '../../stripe/home.ts';

/** The clock's next run comes now; it sets the one after. */
export async function runReconciliation(
  ctx: Context,
  { what, mode, account }: z.output<typeof contract.runReconciliation.input>,
) {
  const { tx, now, stage } = ctx;
  const at = mode ? { mode, account: account ?? own } : await homeInUse(tx);
  if (!at) throw fault('rejected', 'stripe_not_configured', 'Card payments are not set up yet.');
  if (mode) {
    const known = await tx.sql`select from stripe_accounts where mode = ${at.mode} and account = ${at.account}`;
    if (known.count === 0) throw fault('notFound', 'account_not_found', 'There is no such Stripe account.');
  }
  await armReconciliation(ctx, at);
  await lockReconciliation(tx, at);
  const timer = newId();
  if (what === 'events') {
    await setEventsTimer(tx, at, timer, now);
    stage.send(contract.sweepEvents, { at, timer });
  } else {
    await setDailyTimer(tx, at, timer, now);
    stage.send(contract.reviewAccount, { at, timer });
  }
  return { what };
}
