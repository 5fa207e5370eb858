import { notifications, payments } from '@purser/contracts';
import { fault } from '@purser/fault';
import { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import type { Customer, Staff } from '../../identity/who.ts';
import { shown, uuidOf } from '../ids.ts';
import { customerId, methodId } from '../models/common.ts';
import { paymentMethodsModel, preparedSetupModel, setupBody } from '../models/paymentMethod.ts';
import { acknowledged } from '../models/portal.ts';
import { forCustomer, forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';

const read = { tag: 'Payment methods', answer: paymentMethodsModel } as const;
const change = { ...read, key: 'accepted' } as const;
const setup = { tag: 'Payment methods', body: setupBody, answer: preparedSetupModel, key: 'required' } as const;

/** What customers have on file, for staff. */
export function paymentMethodOperations(g: Gateway): Operation[] {
  const root = '/api/v1/customers/{id}/payment-methods';
  const params = z.strictObject({ id: customerId });
  const one = z.strictObject({ id: customerId, methodId });
  const thatOne = ({ params: of }: { params: z.output<typeof one> }) => ({
    customerId: uuidOf(of.id),
    methodId: uuidOf(of.methodId),
  });
  const reread = (_: unknown, call: { who: Staff; params: { id: string } }) =>
    readMethods(g, call.who, uuidOf(call.params.id));
  return [
    forStaff({ ...read, method: 'get', path: root, summary: 'Cards and accounts on file', params }, async (call) =>
      ok(await readMethods(g, call.who, uuidOf(call.params.id))),
    ),
    forStaff(
      {
        ...setup,
        method: 'post',
        path: `${root}/setups`,
        summary: 'Gets a form ready in which a card is given',
        params,
      },
      sending(g, payments.prepareSetup, {
        ask: (call) => ({ customerId: uuidOf(call.params.id), ...call.body }),
        view: preparedOf,
      }),
    ),
    forStaff(
      {
        tag: read.tag,
        method: 'post',
        path: `${root}/request`,
        summary: 'Asks the customer by mail to add one in their account',
        params,
        answer: acknowledged,
        key: 'accepted',
      },
      sending(g, notifications.sendCardRequest, {
        ask: (call, ids) => ({ mailId: ids.madeId, customerId: uuidOf(call.params.id) }),
        view: () => ({}),
      }),
    ),
    forStaff(
      { ...change, method: 'post', path: `${root}/{methodId}/default`, summary: 'Makes one the default', params: one },
      sending(g, payments.setDefaultMethod, { ask: thatOne, view: reread }),
    ),
    forStaff(
      { ...change, method: 'delete', path: `${root}/{methodId}`, summary: 'Takes one off', params: one },
      sending(g, payments.removeMethod, { ask: thatOne, view: reread }),
    ),
  ];
}

/** The customer's own: there is no other that could be named. */
export function portalMethodOperations(g: Gateway): Operation[] {
  const root = '/api/v1/portal/payment-methods';
  const params = z.strictObject({ id: methodId });
  const thatOne = ({ who, params: { id } }: { who: Customer; params: z.output<typeof params> }) => ({
    customerId: who.actor.id,
    methodId: uuidOf(id),
  });
  const reread = (_: unknown, { who }: { who: Customer }) => readMethods(g, who, who.actor.id);
  const reach = 'portal' as const;
  return [
    forCustomer({ ...read, method: 'get', path: root, summary: 'Cards and accounts on file', reach }, async ({ who }) =>
      ok(await readMethods(g, who, who.actor.id)),
    ),
    forCustomer(
      {
        ...setup,
        method: 'post',
        path: `${root}/setups`,
        summary: 'Gets a form ready in which a card is given',
        reach,
        decides: true,
      },
      sending(g, payments.prepareSetup, {
        ask: (call) => ({ customerId: call.who.actor.id, ...call.body }),
        view: preparedOf,
      }),
    ),
    forCustomer(
      {
        ...change,
        method: 'post',
        path: `${root}/{id}/default`,
        summary: 'Makes one the default',
        params,
        reach,
        decides: true,
      },
      sending(g, payments.setDefaultMethod, { ask: thatOne, view: reread }),
    ),
    forCustomer(
      { ...change, method: 'delete', path: `${root}/{id}`, summary: 'Takes one off', params, reach, decides: true },
      sending(g, payments.removeMethod, { ask: thatOne, view: reread }),
    ),
  ];
}

type Prepared = { publishableKey: string; connectedAccount: string | null; clientSecret?: string | undefined };

function preparedOf({ publishableKey, connectedAccount, clientSecret }: Prepared) {
  if (!clientSecret)
    throw fault('unavailable', 'not_ready', 'The form is not ready yet. Try again in a moment.', {
      retryAfter_ms: 2000,
    });
  return { publishableKey, connectedAccount, clientSecret };
}

async function readMethods(g: Gateway, who: Staff | Customer, id: string) {
  const { methods } = await g.client.query(payments.listMethods, { customerId: id }, who);
  return {
    data: methods.map(({ methodId: method, customerId: customer, ...known }) => ({
      id: shown('pmt', method),
      customerId: shown('cus', customer),
      ...known,
    })),
  };
}
