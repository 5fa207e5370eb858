import { directory, invoicing } from '@purser/contracts';
import { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { readCustomerTimeline } from '../../joins/customerTimeline.ts';
import { uuidOf } from '../ids.ts';
import { pageOf, readPage } from '../list.ts';
import { customerId, pageQuery } from '../models/common.ts';
import {
  type CustomerBody,
  customerBody,
  customerChange,
  customerList,
  customerListQuery,
  customerModel,
  tagChange,
  tagList,
} from '../models/customer.ts';
import { customerTimelineModel } from '../models/timeline.ts';
import { forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';
import { customerSummaryView, customerView } from '../views/customer.ts';

const tag = 'Customers';
const all = '/api/v1/customers';
const one = '/api/v1/customers/{id}';
const params = z.strictObject({ id: customerId });
const usualPage = 50;

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
        const { data, next, list } = await readPage(g, call, {
          read: ({ who, query: { search, archived, tag: tagged } }, page) => {
            const wanted = { search: search || undefined, archived: archived && archived === 'true', tag: tagged };
            return g.client.query(directory.listCustomers, { ...wanted, ...page }, who);
          },
          rows: ({ customers }) => customers,
          view: customerSummaryView,
        });
        return ok({ data, next, count: list.count });
      },
    ),
    forStaff(
      { method: 'get', path: one, tag, summary: 'One customer', params, answer: customerModel },
      async ({ who, params: { id } }) => ok(await readCustomer(g, who, uuidOf(id))),
    ),
    forStaff(
      {
        method: 'get',
        path: `${one}/timeline`,
        tag,
        summary: 'What happened to their invoices and quotes, and what they were mailed; the newest first',
        params,
        query: z.strictObject(pageQuery),
        answer: customerTimelineModel,
      },
      async (call) => {
        const { page, next } = pageOf(g, call);
        const asked = { customerId: uuidOf(call.params.id), after: page.after, limit: page.limit ?? usualPage };
        const read = await readCustomerTimeline(g, call.who, asked);
        return ok({ ...read, next: next(read.next) });
      },
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
      },
      sending(g, directory.createCustomer, {
        ask: (call, ids) => ({ customerId: ids.madeId, ...fields(call.body) }),
        view: (made, call) => readCustomer(g, call.who, made.customerId),
      }),
    ),
    forStaff(
      {
        method: 'put',
        path: one,
        tag,
        summary: 'Replaces what is known of a customer',
        params,
        body: customerChange,
        answer: customerModel,
      },
      sending(g, directory.updateCustomer, {
        ask: (call) => ({ customerId: uuidOf(call.params.id), ...fields(call.body) }),
        view: (_, call) => readCustomer(g, call.who, uuidOf(call.params.id)),
      }),
    ),
    tagOperation(g),
    customerAct(
      g,
      'archive',
      'Nothing new is billed to the customer; open invoices stay payable',
      directory.archiveCustomer,
    ),
    customerAct(g, 'restore', 'The customer may be billed again', directory.restoreCustomer),
  ];
}

type Act = typeof directory.archiveCustomer | typeof directory.restoreCustomer;

/** What is done to a customer with no more input than who they are. */
function customerAct(g: Gateway, word: string, summary: string, command: Act): Operation {
  return forStaff(
    { method: 'post', path: `${one}/${word}`, tag, summary, params, answer: customerModel, key: 'accepted' },
    sending(g, command, {
      ask: (call) => ({ customerId: uuidOf(call.params.id) }),
      view: (_, call) => readCustomer(g, call.who, uuidOf(call.params.id)),
    }),
  );
}

function tagOperation(g: Gateway): Operation {
  return forStaff(
    {
      method: 'post',
      path: `${one}/tags`,
      tag,
      summary: 'Puts tags on a customer and takes others off',
      params,
      body: tagChange,
      answer: tagList,
      key: 'accepted',
    },
    sending(g, directory.tagCustomer, {
      ask: (call) => ({ customerId: uuidOf(call.params.id), ...call.body }),
      view: (made) => made,
    }),
  );
}

/** Who cannot say what credit or debt there is does not keep the customer from being shown. */
export async function readCustomer(g: Gateway, who: Staff, id: string) {
  const orNull = <T>(asked: Promise<T>): Promise<T | null> => asked.catch(() => null);
  const [customer, kept, credit, owed] = await Promise.all([
    g.client.query(directory.getCustomer, { customerId: id }, who),
    g.client.query(directory.getCustomerNotes, { customerId: id }, who),
    orNull(g.client.query(invoicing.getCredit, { customerId: id }, who)),
    orNull(g.client.query(invoicing.getBalances, { customerIds: [id] }, who)),
  ]);
  const balances = owed?.balances.map(({ customerId: _, ...balance }) => balance) ?? null;
  return customerView(customer, kept, { credits: credit?.credits ?? null, balances });
}

function fields<B extends Pick<CustomerBody, 'termsDays'>>({ termsDays, ...body }: B) {
  return { ...body, ...(termsDays !== undefined && { terms_days: termsDays }) };
}
