import { directory, invoicing, notifications, payments } from '@purser/contracts';
import { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { everyPage } from '../everyPage.ts';
import { shown, uuidOf } from '../ids.ts';
import { customerId } from '../models/common.ts';
import { customerModel } from '../models/customer.ts';
import { customerExport } from '../models/customerExport.ts';
import { forPeople, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';
import { invoiceSummaryView } from '../views/invoice.ts';
import { mailSummaryView } from '../views/mail.ts';
import { paymentView } from '../views/payment.ts';
import { readCustomer } from './customers.ts';

const tag = 'Customers';
const one = '/api/v1/customers/{id}';
const params = z.strictObject({ id: customerId });
const roles = ['owner', 'admin'] as const;
/** What is told of each kind at most. */
const most = 10_000;

/** What the law gives a customer: all that is known of them, and its end. */
export function erasureOperations(g: Gateway): Operation[] {
  return [
    forPeople(
      {
        method: 'get',
        path: `${one}/data`,
        tag,
        summary: 'All that is known of a customer',
        params,
        answer: customerExport,
        roles,
      },
      async ({ who, params: { id } }) => {
        const name = `customer-${id.slice(-8)}.json`;
        return ok(await readEverything(g, who, uuidOf(id)), {
          'content-disposition': `attachment; filename="${name}"`,
          'cache-control': 'no-store',
        });
      },
    ),
    forPeople(
      {
        method: 'post',
        path: `${one}/erase`,
        tag,
        summary: 'Destroys the keys of all that is known of a customer; the books stay',
        params,
        answer: customerModel,
        key: 'accepted',
        problems: [422],
        roles,
      },
      sending(g, directory.eraseCustomer, {
        ask: (call) => ({ customerId: uuidOf(call.params.id) }),
        view: (_, call) => readCustomer(g, call.who, uuidOf(call.params.id)),
      }),
    ),
  ];
}

/** Nothing is left out quietly: a service that does not answer fails the whole, and of what there is too much it says so. */
async function readEverything(g: Gateway, who: Staff, id: string) {
  const [known, invoices, mails, paid] = await Promise.all([
    g.client.query(directory.exportCustomerData, { customerId: id }, who),
    everyPage(
      (after) => g.client.query(invoicing.listInvoices, { customerId: id, limit: 100, ...after }, who),
      'invoices',
      most,
    ),
    everyPage(
      (after) => g.client.query(notifications.listMails, { customerId: id, limit: 100, ...after }, who),
      'mails',
      most,
    ),
    everyPage(
      (after) => g.client.query(payments.listPayments, { customerId: id, limit: 100, ...after }, who),
      'payments',
      most,
    ),
  ]);
  const { customerId: _, terms_days, contacts, ...rest } = known;
  return {
    id: shown('cus', id),
    ...rest,
    termsDays: terms_days,
    contacts: contacts.map(({ contactId, ...contact }) => ({ id: shown('con', contactId), ...contact })),
    invoices: invoices.rows.map((invoice) => invoiceSummaryView(invoice, known)),
    payments: paid.rows.map((payment) => paymentView(payment, known)),
    mails: mails.rows.map(mailSummaryView),
    leftOut: [
      ...(invoices.isCut ? ['invoices' as const] : []),
      ...(paid.isCut ? ['payments' as const] : []),
      ...(mails.isCut ? ['mails' as const] : []),
    ],
  };
}
