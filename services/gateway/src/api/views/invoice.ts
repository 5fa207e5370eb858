import type { invoicing } from '@purser/contracts';
import type { z } from 'zod';
import type { CustomerName } from '../../joins/names.ts';
import { shown } from '../ids.ts';
import type { InvoiceModel, InvoiceSummaryModel } from '../models/invoice.ts';

type Known = z.output<typeof invoicing.getInvoice.output>;
type Listed = z.output<typeof invoicing.listInvoices.output>['invoices'][number];

export function invoiceView(invoice: Known, customer: CustomerName | undefined): InvoiceModel {
  const { currency } = invoice;
  const money = (amount: number) => ({ amount, currency });
  return {
    id: shown('inv', invoice.invoiceId),
    number: invoice.number,
    status: invoice.status,
    customer: {
      id: shown('cus', invoice.customerId),
      name: customer?.name ?? null,
      email: customer?.email ?? null,
    },
    currency,
    issueDate: invoice.issueDate,
    dueDate: invoice.dueDate,
    termsDays: invoice.terms_days,
    poNumber: invoice.poNumber,
    note: invoice.note,
    lines: invoice.lines,
    discount: invoice.discount,
    totals: invoice.totals,
    paid: money(invoice.paid),
    credited: money(invoice.credited),
    due: money(invoice.due),
    held: money(invoice.held),
    createdAt: invoice.createdAt,
  };
}

export function invoiceSummaryView(invoice: Listed, customer: CustomerName | undefined): InvoiceSummaryModel {
  const { currency } = invoice;
  return {
    id: shown('inv', invoice.invoiceId),
    number: invoice.number,
    status: invoice.status,
    customer: { id: shown('cus', invoice.customerId), name: customer?.name ?? null },
    total: { amount: invoice.total, currency },
    due: { amount: invoice.due, currency },
    issueDate: invoice.issueDate,
    dueDate: invoice.dueDate,
    createdAt: invoice.createdAt,
  };
}
