import type { QuoteInput } from '@purser/billing';
import type { Context } from '@purser/bus';
import type { invoicing as contract } from '@purser/contracts';
import type { z } from 'zod';
import { type QuoteReckoning, reckonQuoteDraft } from '../../domain/quoteReckoning.ts';
import { checkNamedRates } from '../../namedRates.ts';
import { insertCustomer, settingsOf } from '../../store/customers.ts';
import { documentText } from '../../store/documents.ts';
import { invoiceInput, type Unheard } from '../drafting.ts';

// What drafting a quote and changing a draft have in common.

export type QuoteDraftInput = z.output<typeof contract.draftQuote.input>;

/** What a draft is stored as: asked for, reckoned, and sealed where it is personal. */
type QuoteContent = QuoteReckoning & { document: string; note: Buffer | null; poNumber: Buffer | null };

export async function quoteContent(ctx: Context, input: QuoteDraftInput, unheard: Unheard): Promise<QuoteContent> {
  if (unheard) await insertCustomer(ctx, unheard, ctx.now);
  const settings = await settingsOf(ctx, input.customerId);
  const reckoning = reckonQuoteDraft(quoteInput(input, settings));
  await checkNamedRates(ctx, reckoning.input.lines);
  const { quoteId, customerId, note, poNumber } = input;
  return {
    ...reckoning,
    document: documentText(reckoning),
    ...(await sealTexts(ctx, { quoteId, customerId, note, poNumber })),
  };
}

type Texts = { quoteId: string; customerId: string; note?: string | undefined; poNumber?: string | undefined };

/** What is personal on a quote, under the customer's key. */
export async function sealTexts({ keys }: Pick<Context, 'keys'>, { quoteId, customerId, note, poNumber }: Texts) {
  const ring = note === undefined && poNumber === undefined ? undefined : await keys(customerId);
  const seal = (field: string, plain: string | undefined) =>
    plain === undefined ? null : (ring?.seal(`quote.${field}`, quoteId, plain) ?? null);
  return { note: seal('note', note), poNumber: seal('poNumber', poNumber) };
}

function quoteInput({ lines, ...input }: QuoteDraftInput, settings: Parameters<typeof invoiceInput>[1]): QuoteInput {
  const invoice = invoiceInput({ lines, ...input }, settings);
  return {
    ...invoice,
    lines: invoice.lines.map((line, index) => {
      const { optional = false, chosen = false } = lines[index] ?? {};
      return { ...line, ...(optional && { optional, ...(chosen && { chosen }) }) };
    }),
  };
}
