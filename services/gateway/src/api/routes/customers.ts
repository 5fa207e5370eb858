import { directory, invoicing } from '@purser/contracts';
import { z } from 'zod';
import { requestIds, send } from '../../commands/send.ts';
import { settled } from '../../commands/settled.ts';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { shown, uuidOf } from '../ids.ts';
import { pageOf } from '../list.ts';
import { customerId } from '../models/common.ts';
import {
  type CustomerBody,
  contactBody,
  contactModel,
  customerBody,
  customerList,
  customerListQuery,
  customerModel,
} from '../models/customer.ts';
import { forStaff, type Operation, ok } from '../operation.ts';
import { customerSummaryView, customerView } from '../views/customer.ts';

const tag = 'Customers';
const all = '/api/v1/customers';
const one = '/api/v1/customers/{id}';
const params = z.strictObject({ id: customerId });

/** Whom the tenant bills. */
export function customerOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'get',
        path: all,
        tag,
        summary: 'Customers, the newest first',
        query: customerListQuery,
        answer: customerList,
      },
      async (call) => {
        const { page, next } = pageOf(g, call);
        const { search } = call.query;
        const list = await g.client.query(directory.listCustomers, { ...(search && { search }), ...page }, call.who);
        return ok({ data: list.customers.map(customerSummaryView), next: next(list.next), count: list.count });
      },
    ),
    forStaff(
      { method: 'get', path: one, tag, summary: 'One customer', params, answer: customerModel },
      async ({ who, params: { id } }) => ok(await readCustomer(g, who, uuidOf(id))),
    ),
    ...customerCommands(g),
  ];
}

/** Making and changing customers. */
function customerCommands(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'post',
        path: all,
        tag,
        summary: 'Makes a customer',
        body: customerBody,
        answer: customerModel,
        status: 201,
        key: 'accepted',
        later: true,
      },
      async (call) => {
        const ids = await requestIds(g, call);
        const sent = await send(
          g,
          call,
          directory.createCustomer,
          { customerId: ids.madeId, ...fields(call.body) },
          ids,
        );
        return settled(sent, (made) => readCustomer(g, call.who, made.customerId), 201);
      },
    ),
    forStaff(
      {
        method: 'put',
        path: one,
        tag,
        summary: 'Replaces what is known of a customer',
        params,
        body: customerBody,
        answer: customerModel,
        later: true,
      },
      async (call) => {
        const ids = await requestIds(g, call);
        const id = uuidOf(call.params.id);
        const sent = await send(g, call, directory.updateCustomer, { customerId: id, ...fields(call.body) }, ids);
        return settled(sent, () => readCustomer(g, call.who, id));
      },
    ),
    forStaff(
      {
        method: 'post',
        path: `${one}/contacts`,
        tag,
        summary: 'Adds a person to a customer',
        params,
        body: contactBody,
        answer: contactModel,
        status: 201,
        key: 'accepted',
        later: true,
      },
      async (call) => {
        const ids = await requestIds(g, call);
        const contact = { contactId: ids.madeId, customerId: uuidOf(call.params.id), ...call.body };
        const sent = await send(g, call, directory.addContact, contact, ids);
        return settled(sent, ({ contactId }) => ({ id: shown('con', contactId), ...call.body }), 201);
      },
    ),
  ];
}

/** Who cannot say what credit there is does not keep the customer from being shown. */
async function readCustomer(g: Gateway, who: Staff, id: string) {
  const [customer, credits] = await Promise.all([
    g.client.query(directory.getCustomer, { customerId: id }, who),
    g.client.query(invoicing.getCredit, { customerId: id }, who).then(
      (read) => read.credits,
      () => null,
    ),
  ]);
  return customerView(customer, credits);
}

function fields({ termsDays, ...body }: CustomerBody) {
  return { ...body, ...(termsDays !== undefined && { terms_days: termsDays }) };
}
