import { directory } from '@purser/contracts';
import { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import { shown, uuidOf } from '../ids.ts';
import { contactId, customerId } from '../models/common.ts';
import { contactBody, contactModel } from '../models/customer.ts';
import { forStaff, type Operation } from '../operation.ts';
import { sending } from '../sending.ts';

const tag = 'Customers';
const all = '/api/v1/customers/{id}/contacts';
const one = `${all}/{contact}` as const;
const params = z.strictObject({ id: customerId });
const oneParams = z.strictObject({ id: customerId, contact: contactId });
const thatOne = ({ params: { id, contact } }: { params: z.output<typeof oneParams> }) => ({
  contactId: uuidOf(contact),
  customerId: uuidOf(id),
});

/** People at customers. */
export function contactOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'post',
        path: all,
        tag,
        summary: 'Adds a person to a customer',
        params,
        body: contactBody,
        answer: contactModel,
        status: 201,
        key: 'accepted',
      },
      sending(g, directory.addContact, {
        ask: (call, ids) => ({ contactId: ids.madeId, customerId: uuidOf(call.params.id), ...call.body }),
        view: (made, call) => ({ id: shown('con', made.contactId), ...call.body }),
      }),
    ),
    forStaff(
      {
        method: 'put',
        path: one,
        tag,
        summary: 'Replaces what is known of a person at a customer',
        params: oneParams,
        body: contactBody,
        answer: contactModel,
      },
      sending(g, directory.updateContact, {
        ask: (call) => ({ ...thatOne(call), ...call.body }),
        view: (_, call) => ({ id: call.params.contact, ...call.body }),
      }),
    ),
    forStaff(
      {
        method: 'delete',
        path: one,
        tag,
        summary: 'Removes a person from a customer; their ways in are shut',
        params: oneParams,
      },
      sending(g, directory.removeContact, { ask: thatOne, view: () => null }),
    ),
  ];
}
