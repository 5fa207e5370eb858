import type { Context } from '@purser/bus';

type Sealed = { invoiceId: string; customerId: string; note: Buffer | null; poNumber: Buffer | null };
type Texts = { note: string | null; poNumber: string | null };

/** What was sealed on an invoice. The invoice outlives the customer's erasure; this does not. */
export async function openTexts(
  { keys }: Pick<Context, 'keys'>,
  { invoiceId, customerId, note, poNumber }: Sealed,
): Promise<Texts> {
  if (!note && !poNumber) return { note: null, poNumber: null };
  const ring = await keys(customerId);
  const open = (field: string, sealed: Buffer | null) =>
    sealed && !ring.destroyed ? ring.openText(`invoice.${field}`, invoiceId, sealed) : null;
  return { note: open('note', note), poNumber: open('poNumber', poNumber) };
}
