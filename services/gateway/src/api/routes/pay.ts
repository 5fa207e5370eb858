import { payments } from '@purser/contracts';
import { fault } from '@purser/fault';
import { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import type { Customer } from '../../identity/who.ts';
import { declineText } from '../../portal/declines.ts';
import { shown, uuidOf } from '../ids.ts';
import { commandModel } from '../models/command.ts';
import { attemptId, commandId, invoiceId } from '../models/common.ts';
import {
  type PortalAttemptModel,
  portalAttemptModel,
  preparedPaymentModel,
  preparePaymentBody,
} from '../models/portal.ts';
import { forCustomer, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';
import { readCommand } from './operations.ts';

const tag = 'Portal';
const root = '/api/v1/portal';
const ofAttempt = z.strictObject({ id: attemptId });

/** How a customer pays. */
export function payOperations(g: Gateway): Operation[] {
  const read = (who: Customer, id: string) => g.client.query(payments.getAttempt, { attemptId: uuidOf(id) }, who);
  const attemptsInvoice = async ({ who, params }: { who: Customer; params: { id: string } }) =>
    (await read(who, params.id)).invoiceId;
  return [
    forCustomer(
      {
        method: 'post',
        path: `${root}/invoices/{id}/payments`,
        tag,
        summary: 'Gets a payment ready for this browser',
        params: z.strictObject({ id: invoiceId }),
        body: preparePaymentBody,
        answer: preparedPaymentModel,
        key: 'required',
        reach: { invoice: ({ params }) => uuidOf(params.id) },
      },
      sending(g, payments.preparePayment, {
        ask: (call) => ({ invoiceId: uuidOf(call.params.id), ...call.body }),
        view: ({ attemptId: attempt, amount, currency, clientSecret, publishableKey, connectedAccount }) => {
          if (!clientSecret)
            throw fault('unavailable', 'not_ready', 'The payment is not ready yet. Try again in a moment.', {
              retryAfter_ms: 2000,
            });
          const keys = { publishableKey, connectedAccount, clientSecret };
          return { attemptId: shown('att', attempt), amount: { amount, currency }, ...keys };
        },
      }),
    ),
    forCustomer(
      {
        method: 'get',
        path: `${root}/attempts/{id}`,
        tag,
        summary: 'What became of a payment',
        params: ofAttempt,
        answer: portalAttemptModel,
        reach: { invoice: attemptsInvoice },
      },
      async ({ who, params }) => ok(attemptView(await read(who, params.id))),
    ),
    forCustomer(
      {
        method: 'post',
        path: `${root}/attempts/{id}/cancel`,
        tag,
        summary: 'Gives a payment up',
        params: ofAttempt,
        answer: portalAttemptModel,
        key: 'accepted',
        reach: { invoice: attemptsInvoice },
      },
      sending(g, payments.cancelAttempt, {
        ask: (call) => ({ attemptId: uuidOf(call.params.id) }),
        view: async (_, call) => attemptView(await read(call.who, call.params.id)),
      }),
    ),
    forCustomer(
      {
        method: 'get',
        path: `${root}/commands/{id}`,
        tag,
        summary: 'What became of a 202',
        params: z.strictObject({ id: commandId }),
        answer: commandModel,
        reach: 'session',
      },
      // Its own principal's only; a customer's two sessions are one principal, and it says nothing of what was asked.
      async ({ who, params }) => ok(await readCommand(g, who, uuidOf(params.id))),
    ),
  ];
}

type Attempt = z.output<typeof payments.getAttempt.output>;
const ended = new Set<Attempt['status']>(['failed', 'cancelled']);

function attemptView({
  attemptId: id,
  invoiceId: invoice,
  status,
  amount,
  currency,
  declineCode,
}: Attempt): PortalAttemptModel {
  // An attempt that was declined may be tried again, and is open until then.
  const declined = status === 'failed' || (declineCode !== null && status !== 'succeeded' && !ended.has(status));
  return {
    id: shown('att', id),
    invoiceId: shown('inv', invoice),
    status,
    amount: { amount, currency },
    decline: declined ? declineText(declineCode) : null,
  };
}
