import type { Context } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { pageOf, placeOf } from '../place.ts';
import { findPayout, listedParts, listedPayouts, type Payout } from '../store/payouts.ts';

type Asking = Pick<Context, 'tx'>;

export async function listPayouts(
  { tx }: Asking,
  { failed, after, limit }: z.output<typeof contract.listPayouts.input>,
) {
  const place = after === undefined ? undefined : placeOf(after);
  const rows = await listedPayouts(tx, failed, place, limit + 1);
  const { page, next } = pageOf(rows, limit, ({ createdAt, payoutId }) => ({ at: createdAt, id: payoutId }));
  return { payouts: page.map(viewOf), next };
}

export async function getPayout({ tx }: Asking, { payoutId, after, limit }: z.output<typeof contract.getPayout.input>) {
  const payout = await findPayout(tx, payoutId);
  if (!payout) throw fault('notFound', 'payout_not_found', 'There is no such payout.');
  const rows = await listedParts(tx, payoutId, after, limit + 1);
  const parts = rows.slice(0, limit);
  return {
    payout: viewOf(payout),
    parts,
    next: rows.length > limit ? (parts.at(-1)?.balanceTransactionId ?? null) : null,
  };
}

function viewOf({ amount, partsSum, createdAt, arrivedAt: _, returnedAt: __, seenAt: ___, ...payout }: Payout) {
  return { ...payout, amount: Number(amount), partsSum: Number(partsSum), createdAt: createdAt.toISOString() };
}
