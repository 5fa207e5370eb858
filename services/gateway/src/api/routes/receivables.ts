import { invoicing } from '@purser/contracts';
import { z } from 'zod';
import { csvAnswer, figure } from '../../documents/csv.ts';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { shown, uuidOf } from '../ids.ts';
import { ofThem, readPage } from '../list.ts';
import { customerId } from '../models/common.ts';
import { type AgeingReportModel, ageingReport, owedList, owedQuery, standingModel } from '../models/receivables.ts';
import { forStaff, type Operation, ok } from '../operation.ts';

const tag = 'Reports';
const ageingPath = '/api/v1/reports/ageing';

/** What is owed, by how long; and how a customer pays. */
export function receivableOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'get',
        path: ageingPath,
        tag,
        summary: 'What is owed now, by how long it has been due, per currency and customer',
        answer: ageingReport,
      },
      async ({ who }) => ok(await readAgeing(g, who)),
    ),
    forStaff(
      { method: 'get', path: `${ageingPath}/csv`, tag, summary: 'The same per customer, as CSV', type: 'text/csv' },
      async ({ who }) => {
        const report = await readAgeing(g, who);
        return csvAnswer(g, `ageing-${report.on}`, { head, pages: [rowsOf(report)] });
      },
    ),
    forStaff(
      {
        method: 'get',
        path: `${ageingPath}/invoices`,
        tag,
        summary: 'The invoices it is made of, the longest due first',
        query: owedQuery,
        answer: owedList,
      },
      async (call) => {
        const { data, next, list } = await readPage(g, call, {
          read: ({ who, query: { currency, bucket, customer } }, page) =>
            g.client.query(invoicing.listOwed, { currency, bucket, ...ofThem({ customer }), ...page }, who),
          rows: ({ invoices }) => invoices,
          customer: (invoice) => invoice.customerId,
          view: ({ invoiceId, customerId: of, ...invoice }, customer) => ({
            ...invoice,
            id: shown('inv', invoiceId),
            customer: { id: shown('cus', of), name: customer?.name ?? null },
          }),
        });
        return ok({ on: list.on, data, next });
      },
    ),
    forStaff(
      {
        method: 'get',
        path: '/api/v1/customers/{id}/standing',
        tag: 'Customers',
        summary: 'How a customer pays, A to D, and why',
        params: z.strictObject({ id: customerId }),
        answer: standingModel,
      },
      async ({ who, params: { id } }) => {
        const { customerId: _of, ...standing } = await g.client.query(
          invoicing.getCustomerStanding,
          { customerId: uuidOf(id) },
          who,
        );
        return ok(standing);
      },
    ),
  ];
}

async function readAgeing(g: Gateway, who: Staff): Promise<AgeingReportModel> {
  const { customers, ...report } = await g.client.query(invoicing.getAgeing, {}, who);
  const names = await g.names.ofCustomers(
    who,
    customers.map((each) => each.customerId),
  );
  return {
    ...report,
    customers: customers.map(({ customerId: of, ...owed }) => ({
      ...owed,
      customer: { id: shown('cus', of), name: names.get(of)?.name ?? null },
    })),
  };
}

const head = [
  'Customer',
  'Currency',
  'Not yet due',
  '1-30 days',
  '31-60 days',
  '61-90 days',
  'Over 90 days',
  'Total',
  'Invoices',
];

function rowsOf({ customers }: AgeingReportModel) {
  return customers.map(({ customer, currency, ageing, total, count }) => {
    const sum = (amount: number) => figure(amount, currency);
    return [
      customer.name ?? customer.id,
      currency,
      sum(ageing.current),
      sum(ageing.days1to30),
      sum(ageing.days31to60),
      sum(ageing.days61to90),
      sum(ageing.over90),
      sum(total),
      count,
    ];
  });
}
