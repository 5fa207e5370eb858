import type { InvoiceInput } from '@purser/billing';
import type { Ask, Context, MessageFacts } from '@purser/bus';
import { invoicing as contract, directory } from '@purser/contracts';
import { isCurrency } from '@purser/money';
import type { z } from 'zod';
import { type Reckoning, reckonDraft } from '../domain/reckoning.ts';
import { refusedField } from '../domain/refusals.ts';
import { checkNamedRates } from '../namedRates.ts';
import type { Outside } from '../outside.ts';
import { insertCustomer, isKnownCustomer, type Settings, settingsOf } from '../store/customers.ts';
import { documentText } from '../store/documents.ts';
import { noteOnTimeline } from '../store/timeline.ts';

// What drafting an invoice and changing a draft have in common.

export type DraftInput = z.output<typeof contract.draftInvoice.input>;
export type Unheard =
  | { customerId: string; currency: string | null; terms_days: number | null; archived: boolean }
  | undefined;

/**
 * A customer that was made a moment ago may not have been told of yet: directory is asked, so that nobody has to wait for an
 * event. Whom directory does not know either is not found.
 */
export function gatherCustomer({ runtime }: Outside) {
  return async (
    { tenant, ask }: MessageFacts & { ask: Ask },
    { customerId }: Pick<DraftInput, 'customerId'>,
  ): Promise<Unheard> => {
    if (await runtime.tenantTx({ tenant }, (tx) => isKnownCustomer({ tx, tenant }, customerId))) return undefined;
    const { currency, terms_days, archived } = await ask.query(directory.getCustomer, { customerId });
    return { customerId, currency, terms_days, archived };
  };
}

/** What a draft is stored as: asked for, reckoned, and sealed where it is personal. */
type DraftContent = Reckoning & { document: string; note: Buffer | null; poNumber: Buffer | null };

export async function draftContent(ctx: Context, input: DraftInput, unheard: Unheard): Promise<DraftContent> {
  if (unheard) await insertCustomer(ctx, unheard, ctx.now);
  const settings = await settingsOf(ctx, input.customerId);
  const { totals, ...asked } = reckonDraft(invoiceInput(input, settings));
  await checkNamedRates(ctx, asked.input.lines);
  return { ...asked, totals, document: documentText({ ...asked, totals }), ...(await sealDraftTexts(ctx, input)) };
}

type Texts = Pick<DraftInput, 'invoiceId' | 'customerId' | 'note' | 'poNumber'>;

/** What is personal on an invoice, under the customer's key. */
export async function sealDraftTexts(
  { keys }: Pick<Context, 'keys'>,
  { invoiceId, customerId, note, poNumber }: Texts,
) {
  const ring = note === undefined && poNumber === undefined ? undefined : await keys(customerId);
  const seal = (field: string, plain: string | undefined) =>
    plain === undefined ? null : (ring?.seal(`invoice.${field}`, invoiceId, plain) ?? null);
  return { note: seal('note', note), poNumber: seal('poNumber', poNumber) };
}

/** Says what the draft comes to, and what was done with it. */
export async function sayDrafted(
  ctx: Context,
  { invoiceId, customerId }: DraftInput,
  { totals }: DraftContent,
  what: 'drafted' | 'changed',
): Promise<{ done: { invoiceId: string; total: number } }> {
  const { currency, total } = totals;
  await noteOnTimeline(ctx, { invoiceId, customerId, currency }, { what, amount: total });
  ctx.stage.send(contract.invoiceDrafted, { invoiceId, customerId, currency, total: Number(total) });
  return { done: { invoiceId, total: Number(total) } };
}

type Asked = Pick<DraftInput, 'lines' | 'discount' | 'currency'>;

/** What was asked for in billing's words. @throws Fault invalid: a currency nobody uses */
export function invoiceInput({ lines, discount, ...input }: Asked, settings: Settings): InvoiceInput {
  const currency = input.currency ?? settings.currency;
  if (!isCurrency(currency))
    throw refusedField('currency', 'unknown_currency', `${currency} is not a currency in use.`);
  return {
    currency,
    lines: lines.map(({ id, description, quantity, taxes, unitAmount, discount: off }) => ({
      ...{ id, description, quantity, taxes },
      unitAmount: BigInt(unitAmount),
      ...(off && { discount: discountIn(off) }),
    })),
    ...(discount && { discount: discountIn(discount) }),
    rounding: settings.taxRounding,
    roundingMode: 'halfUp',
  };
}

function discountIn(discount: NonNullable<DraftInput['discount']>) {
  return 'amount' in discount ? { amount: BigInt(discount.amount) } : discount;
}
