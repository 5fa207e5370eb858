import type { Context } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { newId } from '@purser/message';
import { moveOfPayout } from '../domain/payout.ts';
import { insertPayout, lockPayout, movePayout, type Payout } from '../store/payouts.ts';
import type { Home } from '../stripe/home.ts';
import type { PayoutJson } from '../stripe/payouts.ts';

/** Brings a payout in step with what Stripe said of it, and tells what followed in the same transaction. An older answer undoes nothing. */
export async function applyPayout(ctx: Context, at: Home, said: PayoutJson): Promise<Payout> {
  const { before, isNew } = await lockOrMake(ctx, at, said);
  const seenAt = new Date(said.askedAt);
  if (!isNew && seenAt < before.seenAt) return before;
  const known = { arrived: before.arrivedAt !== null, returned: before.returnedAt !== null };
  const { arrives, fails, hadArrived } = moveOfPayout({ status: isNew ? null : before.status, ...known }, said.status);
  const payout: Payout = {
    ...before,
    ...{ status: said.status, failure: said.failure, arrivesOn: said.arrivesOn, seenAt },
    arrivedAt: arrives ? ctx.now : before.arrivedAt,
    returnedAt: fails && hadArrived ? ctx.now : before.returnedAt,
  };
  await movePayout(ctx, payout);
  const { payoutId, stripePayoutId, currency, amount } = payout;
  const taken = amount < 0n;
  const size = Number(taken ? -amount : amount);
  const told = { payoutId, stripePayoutId, currency, amount: size, at: ctx.now.toISOString(), taken };
  if (arrives && size > 0) ctx.stage.send(contract.payoutArrived, told);
  if (fails && size > 0)
    ctx.stage.send(contract.payoutFailed, { ...told, failure: said.failure ?? said.status, hadArrived });
  return payout;
}

async function lockOrMake(ctx: Context, at: Home, said: PayoutJson): Promise<{ before: Payout; isNew: boolean }> {
  const found = await lockPayout(ctx.tx, at, said.id);
  if (found) return { before: found, isNew: false };
  const fresh: Payout = {
    ...at,
    ...{ payoutId: newId(), stripePayoutId: said.id, amount: BigInt(said.amount), currency: said.currency },
    ...{ status: said.status, automatic: said.automatic, arrivesOn: said.arrivesOn, failure: said.failure },
    ...{ partsState: said.automatic ? 'open' : 'none', parts: 0, partsSum: 0n, arrivedAt: null, returnedAt: null },
    ...{ createdAt: new Date(said.createdAt), seenAt: new Date(said.askedAt) },
  };
  const isNew = await insertPayout(ctx, fresh);
  const before = await lockPayout(ctx.tx, at, said.id);
  if (!before) throw fault('bug', 'payout_lost', 'Something went wrong on our side.');
  return { before, isNew };
}
