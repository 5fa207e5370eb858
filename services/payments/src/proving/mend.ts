import type { Context } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { noteMoves } from '../applying/noteMoves.ts';
import { isKept } from '../domain/orphan.ts';
import type { Heal, Looked } from '../domain/proof/looked.ts';
import { forgetGone, keepOrphan } from '../store/orphans.ts';
import type { Proof } from '../store/proofs.ts';
import type { Home } from '../stripe/home.ts';

/** What reading it at Stripe again can mend is sent the normal way; what it cannot waits for a person. */
export async function mend(ctx: Context, proof: Proof, { heals, findings }: Looked, isOver: boolean): Promise<void> {
  const at = { mode: proof.mode, account: proof.account };
  for (const heal of heals) sendFor(ctx, at, heal);
  // What a balance transaction says is all there is to know of it: nothing has to be read again.
  await noteMoves(
    ctx,
    at,
    heals.flatMap((heal) => (heal.what === 'move' ? [heal.move] : [])),
  );
  const healed = new Set(heals.map(nameOf));
  for (const finding of findings)
    if (isKept(finding.kind) && !healed.has(finding.stripeId ?? '')) await keepOrphan(ctx, proof, finding);
  if (isOver) await forgetGone(ctx, proof);
}

function sendFor({ stage }: Context, at: Home, heal: Heal): void {
  switch (heal.what) {
    case 'intent':
      stage.send(contract.followIntent, { paymentIntentId: heal.id, at });
      return;
    case 'fee': {
      const { paymentId, balanceTransactionId } = heal;
      stage.send(contract.recordFee, { paymentId, balanceTransactionId });
      return;
    }
    case 'refund':
      stage.send(contract.followRefund, { stripeRefundId: heal.id, at });
      return;
    case 'dispute':
      stage.send(contract.followDispute, { stripeDisputeId: heal.id, at });
      return;
    case 'payout':
      stage.send(contract.followPayout, { stripePayoutId: heal.id, at });
      return;
    case 'move':
  }
}

function nameOf(heal: Heal): string {
  if (heal.what === 'move') return heal.move.id;
  return heal.what === 'fee' ? heal.paymentId : heal.id;
}
