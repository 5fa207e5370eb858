import type { Context } from '@purser/bus';
import { checkDraft } from '../domain/draft.ts';
import type { Outside } from '../outside.ts';
import { lockInvoice } from '../store/lockInvoice.ts';
import { type DraftInput, draftContent, gatherCustomer, sayDrafted, type Unheard } from './drafting.ts';

/** A draft, replaced whole; who issues it at the same moment gets the one or the other, never a mixture. */
export function updateDraft(outside: Outside) {
  return { gather: gatherCustomer(outside), plan, steps: {} };
}

async function plan(ctx: Context, input: DraftInput, unheard: Unheard) {
  const { tx, tenant } = ctx;
  const { invoiceId, customerId, terms_days = null } = input;
  checkDraft(await lockInvoice(ctx, invoiceId));
  const content = await draftContent(ctx, input, unheard);
  const { totals, document, note, poNumber } = content;
  await tx.sql`
    update invoices set customer_id = ${customerId}, currency = ${totals.currency}, document = ${document}, note = ${note},
      po_number = ${poNumber}, terms_days = ${terms_days}, net = ${totals.netTotal}, tax = ${totals.taxTotal}, total = ${totals.total}
    where tenant_id = ${tenant} and invoice_id = ${invoiceId}`;
  return sayDrafted(ctx, input, content, 'changed');
}
