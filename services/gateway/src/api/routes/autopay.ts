import { payments } from '@purser/contracts';
import { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import type { Customer, Staff } from '../../identity/who.ts';
import { uuidOf } from '../ids.ts';
import { customerId } from '../models/common.ts';
import { autopayBody, autopayModel } from '../models/paymentMethod.ts';
import { forCustomer, forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';

const shape = { tag: 'Payment methods', answer: autopayModel } as const;
const reading = { ...shape, method: 'get', summary: 'Whether they pay automatically' } as const;
const switching = {
  ...shape,
  method: 'post',
  summary: 'Switches automatic payment on or off',
  body: autopayBody,
  key: 'accepted',
} as const;

/** Invoices that are charged when they are due: the customer's own switch, and the staff's. */
export function autopayOperations(g: Gateway): Operation[] {
  const read = (who: Staff | Customer, id: string) => g.client.query(payments.getAutopay, { customerId: id }, who);
  const path = '/api/v1/customers/{id}/autopay';
  const params = z.strictObject({ id: customerId });
  const portal = { path: '/api/v1/portal/autopay', reach: 'portal' } as const;
  return [
    forStaff({ ...reading, path, params }, async (call) => ok(await read(call.who, uuidOf(call.params.id)))),
    forStaff(
      { ...switching, path, params },
      sending(g, payments.setAutopay, {
        ask: (call) => ({ customerId: uuidOf(call.params.id), ...call.body }),
        view: (_, call) => read(call.who, uuidOf(call.params.id)),
      }),
    ),
    forCustomer({ ...reading, ...portal }, async ({ who }) => ok(await read(who, who.actor.id))),
    forCustomer(
      { ...switching, ...portal, decides: true },
      sending(g, payments.setAutopay, {
        ask: (call) => ({ customerId: call.who.actor.id, ...call.body }),
        view: (_, call) => read(call.who, call.who.actor.id),
      }),
    ),
  ];
}
