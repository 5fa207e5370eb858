import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';
import type { Outside } from '../outside.ts';
import { invoices } from '../store/tables.ts';
import { type DraftInput, draftContent, gatherCustomer, sayDrafted, type Unheard } from './drafting.ts';

/** An invoice that nobody owes yet. Its number, dates and debt come with the issue. */
export function draftInvoice(outside: Outside) {
  return { gather: gatherCustomer(outside), plan, steps: {} };
}

async function plan(ctx: Context, input: DraftInput, unheard: Unheard) {
  const content = await draftContent(ctx, input, unheard);
  const { totals, document, note, poNumber } = content;
  const made = await ctx.tx.orm
    .insert(invoices)
    .values({
      tenantId: ctx.tenant,
      invoiceId: input.invoiceId,
      customerId: input.customerId,
      currency: totals.currency,
      document,
      note,
      poNumber,
      terms_days: input.terms_days ?? null,
      net: totals.netTotal,
      tax: totals.taxTotal,
      total: totals.total,
      createdAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning({ id: invoices.invoiceId });
  if (made.length === 0) throw fault('conflict', 'invoice_exists', 'There is an invoice with this id.');
  return sayDrafted(ctx, input, content, 'drafted');
}
