import type { Context } from '@purser/bus';
import { notFound } from '../domain/refusals.ts';
import { findDocument, openFile, openModel } from '../store/frozenDocuments.ts';

/** A document as it left the house. A draft has none; what was sealed under an erased customer's key is gone. */
export async function getDocument(
  ctx: Pick<Context, 'tx' | 'tenant' | 'keys'>,
  { documentId }: { documentId: string },
) {
  const document = await findDocument(ctx, documentId);
  if (!document) throw notFound('document');
  const { kind, number, invoiceId, customerId } = document;
  const ring = await ctx.keys(customerId);
  const [model, file] = [openModel(ring, document), openFile(ring, document)];
  return { documentId, kind, number, invoiceId, customerId, model, file };
}
