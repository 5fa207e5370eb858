import { payments } from '@purser/contracts';
import { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { nameOf } from '../../joins/timeline.ts';
import { shown, uuidOf } from '../ids.ts';
import { type AttemptModel, attemptModel, attemptsModel } from '../models/attempt.ts';
import { attemptId, invoiceId } from '../models/common.ts';
import { forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';

const tag = 'Payments';
const ofAttempt = z.strictObject({ id: attemptId });

/** Tries to take money, as staff see them. */
export function attemptOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'get',
        path: '/api/v1/invoices/{id}/attempts',
        tag,
        summary: 'The tries to pay it, the newest first',
        params: z.strictObject({ id: invoiceId }),
        answer: attemptsModel,
      },
      async ({ who, params }) => {
        const invoice = uuidOf(params.id);
        const { attempts } = await g.client.query(payments.listAttempts, { invoiceId: invoice }, who);
        const view = (attempt: Known) => attemptView(g, who, attempt);
        return ok({ data: await Promise.all(attempts.map((each) => view({ ...each, invoiceId: invoice }))) });
      },
    ),
    forStaff(
      {
        method: 'post',
        path: '/api/v1/attempts/{id}/cancel',
        tag,
        summary: 'Ends a payment that was begun and that nobody has confirmed',
        params: ofAttempt,
        answer: attemptModel,
        key: 'accepted',
        problems: [409],
      },
      sending(g, payments.cancelAttempt, {
        ask: (call) => ({ attemptId: uuidOf(call.params.id) }),
        view: async ({ attemptId: id }, { who }) =>
          attemptView(g, who, await g.client.query(payments.getAttempt, { attemptId: id }, who)),
      }),
    ),
  ];
}

type Known = Pick<
  z.output<typeof payments.getAttempt.output>,
  'attemptId' | 'invoiceId' | 'status' | 'amount' | 'currency' | 'paymentIntentId' | 'openedAt' | 'openedBy' | 'way'
>;

async function attemptView(g: Gateway, who: Staff, attempt: Known): Promise<AttemptModel> {
  const {
    attemptId: id,
    invoiceId: invoice,
    status,
    amount,
    currency,
    paymentIntentId,
    openedAt,
    openedBy,
    way,
  } = attempt;
  return {
    id: shown('att', id),
    invoiceId: shown('inv', invoice),
    status,
    amount: { amount, currency },
    openedAt,
    openedBy: openedBy && { kind: openedBy.kind, name: await nameOf(g, who, openedBy) },
    way,
    mayEnd: paymentIntentId !== null && (status === 'created' || status === 'requiresAction'),
  };
}
