import type { invoicing } from '@purser/contracts';
import type { z } from 'zod';
import type { CustomerName } from '../../joins/names.ts';
import { shown } from '../ids.ts';
import type { InvoiceModel, InvoiceSummaryModel } from '../models/invoice.ts';
import { creditNotesOf } from './creditNote.ts';

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
    taxProblems: invoice.taxProblems,
    totals: invoice.totals,
    paid: money(invoice.paid),
    credited: money(invoice.credited),
    creditApplied: money(invoice.creditApplied),
    writtenOff: money(invoice.writtenOff),
    due: money(invoice.due),
    held: money(invoice.held),
    disputed: invoice.disputed,
    allocations: invoice.allocations.map(({ paymentId, amount, reversed }) => ({
      paymentId: shown('pay', paymentId),
      amount,
      reversed,
    })),
    creditNotes: creditNotesOf(invoice),
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
