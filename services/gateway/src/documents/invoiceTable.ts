import { invoicing } from '@purser/contracts';
import type { z } from 'zod';
import type { Gateway } from '../gateway.ts';
import type { Staff } from '../identity/who.ts';
import { figure, type Row, type Table } from './csv.ts';

type Asked = z.input<typeof invoicing.listInvoices.input>;
type Page = z.output<typeof invoicing.listInvoices.output>;
type Parts = Pick<Gateway, 'client' | 'names'>;

const head = [
  'Number',
  'Status',
  'Customer',
  'Customer mail',
  'Issue date',
  'Due date',
  'Currency',
  'Total',
  'Due',
  'Created',
];
const limit = 100;

/** Invoices as a table, the newest first. */
export function invoiceTable(g: Parts, who: Staff, asked: Asked): Table {
  return { head, pages: invoicePages(g, who, asked) };
}

async function* invoicePages(g: Parts, who: Staff, asked: Asked): AsyncGenerator<Row[]> {
  for (let after: string | null | undefined; after !== null; ) {
    const page: Page = await g.client.query(invoicing.listInvoices, { ...asked, limit, ...(after && { after }) }, who);
    const names = await g.names.ofCustomers(
      who,
      page.invoices.map(({ customerId }) => customerId),
    );
    yield page.invoices.map((invoice) => rowOf(invoice, names.get(invoice.customerId)));
    after = page.next;
  }
}

function rowOf(invoice: Page['invoices'][number], customer: { name: string; email: string } | undefined): Row {
  const { number, status, issueDate, dueDate, currency, total, due, createdAt } = invoice;
  return [
    number,
    status,
    customer?.name ?? null,
    customer?.email ?? null,
    issueDate,
    dueDate,
    currency,
    figure(total, currency),
    figure(due, currency),
    createdAt,
  ];
}
