import type { Context } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { type MoveFact, movedFor } from '../domain/balanceMove.ts';
import { insertMoves } from '../store/balanceMoves.ts';
import type { Home } from '../stripe/home.ts';

/** What Stripe moved apart from payments is told once, in the transaction that writes it down, wherever it was found first. */
export async function noteMoves(ctx: Context, at: Home, found: readonly MoveFact[]): Promise<void> {
  if (found.length === 0) return;
  const moves = found.map((move) => ({ ...move, moveId: newId() }));
  const fresh = await insertMoves(ctx, at, moves);
  for (const { moveId, id, type, category, currency, amount, fee, at: movedAt } of moves)
    if (fresh.has(moveId))
      ctx.stage.send(contract.balanceMoved, {
        ...{ moveId, balanceTransactionId: id, movedFor: movedFor({ category, type }), type },
        ...{ currency, amount, fee, at: movedAt },
      });
}
