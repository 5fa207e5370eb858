import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import { payments as contract, invoicing } from '@purser/contracts';
import { isFault } from '@purser/fault';
import { newId } from '@purser/message';
import type { z } from 'zod';
import type { Outside } from '../../outside.ts';
import { openAttemptOf } from '../../store/attempts.ts';
import { type Bill, closeBill, endBill, lockBill } from '../../store/bills.ts';
import { readPolicy } from '../../store/dunningPolicies.ts';

type Input = z.output<typeof contract.endDunning.input>;
type Output = z.input<typeof contract.endDunning.output>;
type Gathered = { due: number; held: number; disputed: boolean };

/** What an open payment needs to be cancelled, and no longer than a person waits. */
const cancelling_ms = 60_000;

/** The write-off goes under one id however often it is asked for. */
type Ending = { invoiceId: string; writeOffId: string };

/**
 * The customer's time to act is over: the invoice is written off, or left to staff, as the policy says, and whoever must know is told.
 * A payment that is still open is given up first; one that goes through in the meantime ends it all. Nobody is told of a write-off before it is
 * one: where a payment has begun just then, the next night looks again.
 */
export const endDunning = ({ client }: Pick<Outside, 'client'>) => ({
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
    if (end === 'writeOff') return { step: 'writeOff', request: { invoiceId, writeOffId: newId() } satisfies Ending };
    return sayEnded(ctx, bill, end);
  },
  steps: {
    writeOff: {
      call: async (raw: unknown, { tenant }: MessageFacts): Promise<{ isWrittenOff: boolean }> => {
        const { invoiceId, writeOffId: id } = raw as Ending;
        const asking = { tenant, id, actor: { kind: 'service' as const, name: 'payments' } };
        const asked = { invoiceId, reason: 'No payment after the last notice' };
        return client.command(invoicing.writeOffInvoice, asked, asking).then(
          () => ({ isWrittenOff: true }),
          (error: unknown) => {
            if (!isFault(error) || error.passing || error.code === 'in_progress') throw error;
            // Staff were quicker.
            return { isWrittenOff: error.code === 'invoice_written_off' };
          },
        );
      },
      record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
        const { invoiceId } = raw as Ending;
        const bill = await lockBill(ctx, invoiceId);
        const { isWrittenOff } = answer as { isWrittenOff: boolean };
        if (!bill || !isWrittenOff) return { done: { invoiceId, ended: null } };
        return sayEnded(ctx, bill, 'writeOff');
      },
    },
  },
});

async function sayEnded(ctx: Context, bill: Bill, end: 'writeOff' | 'leave'): Promise<Next<Output>> {
  const { invoiceId, customerId, stopped, step } = bill;
  await closeBill(ctx, invoiceId);
  ctx.stage.send(contract.autopayGaveUp, { invoiceId, customerId, why: stopped ?? 'exhausted', tries: step, end });
  return { done: { invoiceId, ended: end } };
}
