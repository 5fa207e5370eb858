import type { Context, MessageFacts, Next } from '@purser/bus';
import { invoicing } from '@purser/contracts';
import { type FaultWire, fault, fromWire, isFault, toWire } from '@purser/fault';
import type { Outside } from '../../../outside.ts';
import { moveAttempt, setAmount } from '../../../store/attempts.ts';
import { dropTry } from '../../../store/tries.ts';
import type { PrepareOutput as Output, PrepareRequest } from '../prepare.ts';
import { customerRequest } from './createCustomer.ts';
import { intentRequest } from './createIntent.ts';

type Reserved = { amount: number; currency: string; number: string } | { refused: FaultWire };

/** The invoice holds the amount for this attempt, or says why not. Asking again is asking once. */
export function reserveStep({ client }: Outside) {
  return {
    call: async (raw: unknown, { tenant, actor, messageId }: MessageFacts): Promise<Reserved> => {
      const { attempt, amount, away } = raw as PrepareRequest;
      const { invoiceId, attemptId } = attempt;
      const customerId = actor.kind === 'customer' ? actor.id : null;
      try {
        return await client.command(
          invoicing.reservePayment,
          { invoiceId, attemptId, amount, customerId },
          { tenant, actor: { kind: 'service', name: 'payments' }, causation: messageId },
        );
      } catch (error) {
        if (!isFault(error) || error.passing || error.code === 'in_progress') throw error;
        if (away !== undefined && error.code === 'payment_in_progress') throw notReleased();
        return { refused: toWire(error) };
      }
    },
    record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
      const request = raw as PrepareRequest;
      const reserved = answer as Reserved;
      const { attemptId } = request.attempt;
      if ('refused' in reserved) {
        await moveAttempt(ctx.tx, attemptId, { status: 'failed' }, ctx.now);
        await dropTry(ctx, attemptId);
        return { refused: fromWire(reserved.refused) };
      }
      await setAmount(ctx.tx, attemptId, reserved.amount, ctx.now);
      const next = { ...request, amount: reserved.amount, number: reserved.number };
      return typeof next.customer === 'string' ? intentRequest(ctx, next, next.customer) : customerRequest(next);
    },
  };
}

/** Ours is the only attempt that is open: what holds the invoice has ended, and word of it is on its way. */
const notReleased = () =>
  fault('unavailable', 'hold_not_released', 'An earlier payment of this invoice is being closed.');
