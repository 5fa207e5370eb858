import type { Ask, Context, Next } from '@purser/bus';
import { payments as contract, invoicing } from '@purser/contracts';
import type { z } from 'zod';
import { openAttemptOf } from '../../store/attempts.ts';
import { closeBill, endBill, lockBill } from '../../store/bills.ts';
import { readPolicy } from '../../store/dunningPolicies.ts';

type Input = z.output<typeof contract.endDunning.input>;
type Output = z.input<typeof contract.endDunning.output>;
type Gathered = { due: number; held: number; disputed: boolean };

/** What an open payment needs to be cancelled, and no longer than a person waits. */
const cancelling_ms = 60_000;

/**
 * The customer's time to act is over: the invoice is written off, or left to staff, as the policy says, and whoever must know is told.
 * A payment that is still open is given up first; one that goes through in the meantime ends it all.
 */
export const endDunning = {
  gather: async ({ ask }: { ask: Ask }, { invoiceId }: Input): Promise<Gathered> => {
    const { due, held, disputed } = await ask.query(invoicing.getInvoice, { invoiceId });
    return { due, held, disputed: disputed !== null };
  },
  plan: async (ctx: Context, { invoiceId, turn }: Input, { due, held, disputed }: Gathered): Promise<Next<Output>> => {
    const bill = await lockBill(ctx, invoiceId);
    const isOver = !bill || bill.done || bill.endedAt !== null || bill.stopped === null;
    if (isOver || bill.series !== turn.series || bill.step !== turn.step) return { done: { invoiceId, ended: null } };
    if (due === 0 || disputed) {
      await endBill(ctx, invoiceId);
      return { done: { invoiceId, ended: null } };
    }
    const { end } = await readPolicy(ctx);
    const open = await openAttemptOf(ctx.tx, invoiceId);
    if (end === 'writeOff' && (open || held > 0)) {
      // What cannot be cancelled now is left to the next night, which takes the bill up again.
      if (open && open.paymentIntentId !== null && open.status !== 'processing') {
        ctx.stage.send(contract.cancelAttempt, { attemptId: open.attemptId });
        ctx.stage.later(contract.endDunning, { invoiceId, turn }, new Date(ctx.now.getTime() + cancelling_ms));
      }
      return { done: { invoiceId, ended: null } };
    }
    await closeBill(ctx, invoiceId);
    if (end === 'writeOff')
      ctx.stage.send(invoicing.writeOffInvoice, { invoiceId, reason: 'No payment after the last notice' });
    const { customerId, stopped, step } = bill;
    ctx.stage.send(contract.autopayGaveUp, { invoiceId, customerId, why: stopped ?? 'exhausted', tries: step, end });
    return { done: { invoiceId, ended: end } };
  },
  steps: {},
};
