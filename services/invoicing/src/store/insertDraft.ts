import type { Totals } from '@purser/billing';
import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';
import { invoices } from './tables.ts';

type Draft = {
  invoiceId: string;
  customerId: string;
  totals: Totals;
  document: string;
  note: Buffer | null;
  poNumber: Buffer | null;
  terms_days?: number | null | undefined;
};

/** A draft as it was reckoned. @throws Fault conflict when the id is taken */
export async function insertDraft({ tx, tenant, now }: Pick<Context, 'tx' | 'tenant' | 'now'>, draft: Draft) {
  const { invoiceId, customerId, totals, document, note, poNumber, terms_days = null } = draft;
  const made = await tx.orm
    .insert(invoices)
    .values({
      tenantId: tenant,
      ...{ invoiceId, customerId, document, note, poNumber, terms_days },
      currency: totals.currency,
      net: totals.netTotal,
      tax: totals.taxTotal,
      total: totals.total,
      createdAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: invoices.invoiceId });
  if (made.length === 0) throw fault('conflict', 'invoice_exists', 'There is an invoice with this id.');
}
