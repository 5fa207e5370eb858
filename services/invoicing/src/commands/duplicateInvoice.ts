import type { Context } from '@purser/bus';
import type { invoicing as contract } from '@purser/contracts';
import type { z } from 'zod';
import { insertDraft } from '../store/insertDraft.ts';
import { contentOf, lockInvoice } from '../store/lockInvoice.ts';
import { openTexts } from '../store/openTexts.ts';
import { type DraftInput, draftContent, sayDrafted } from './drafting.ts';

/** A new draft like an invoice, which may be anything: draft, paid, void. The note goes along, its order number does not. */
export async function duplicateInvoice(ctx: Context, input: z.output<typeof contract.duplicateInvoice.input>) {
  const like = await lockInvoice(ctx, input.likeInvoiceId);
  const content = await contentOf(ctx, input.likeInvoiceId);
  const { note } = await openTexts(ctx, { invoiceId: like.invoiceId, customerId: like.customerId, ...content });
  const { lines, discount, currency } = content.reckoning.input;
  const draft: DraftInput = {
    invoiceId: input.invoiceId,
    customerId: like.customerId,
    currency,
    lines: lines.map(({ unitAmount, discount: off, taxes, ...line }) => ({
      ...line,
      unitAmount: Number(unitAmount),
      taxes: [...taxes],
      ...(off && { discount: discountOut(off) }),
    })),
    ...(discount && { discount: discountOut(discount) }),
    ...(note !== null && { note }),
    ...(content.terms_days !== null && { terms_days: content.terms_days }),
  };
  const made = await draftContent(ctx, draft, undefined);
  await insertDraft(ctx, { ...draft, ...made });
  return (await sayDrafted(ctx, draft, made, 'drafted')).done;
}

function discountOut(discount: NonNullable<DraftInput['discount']> | { amount: bigint } | { percent: string }) {
  return 'amount' in discount ? { amount: Number(discount.amount) } : discount;
}
