import type { Context, MessageFacts, Next } from '@purser/bus';
import type { invoicing as contract } from '@purser/contracts';
import { fileRef } from '@purser/document';
import { fault } from '@purser/fault';
import { z } from 'zod';
import { notFound } from '../domain/refusals.ts';
import type { Outside } from '../outside.ts';
import type { PrintingOnce } from '../printing.ts';
import { type FrozenDocument, findDocument, openFile, openModel, setFile } from '../store/frozenDocuments.ts';

type Output = z.input<typeof contract.renderDocument.output>;

/** What is stored between the steps: an id, and nothing that is personal. The document it names is frozen. */
const request = z.strictObject({ documentId: z.uuid() });

/** Makes the PDF of a document once, outside of any transaction; whoever asks again gets the file there is. */
export function renderDocument({ runtime, printing }: Pick<Outside, 'runtime'> & { printing: PrintingOnce }) {
  const found = async (ctx: Pick<Context, 'tx' | 'tenant'>, documentId: string) => {
    const document = await findDocument(ctx, documentId);
    if (!document) throw notFound('document');
    return document;
  };
  return {
    gather: async () => undefined,
    /** The reference is read anew for each reply, from where the customer's key seals it: nobody else need keep it. */
    reveal: async ({ tenant, keys }: MessageFacts, output: Output): Promise<Output> => {
      const document = await runtime.tenantTx({ tenant }, (tx) => found({ tx, tenant }, output.documentId));
      return (await printed({ keys }, document)) ?? output;
    },
    plan: async (ctx: Context, { documentId }: { documentId: string }): Promise<Next<Output>> => {
      const document = await found(ctx, documentId);
      const done = await printed(ctx, document);
      return done ? { done } : { step: 'print', request: { documentId } };
    },
    steps: {
      print: {
        call: async (raw: unknown, { tenant, keys }: MessageFacts) => {
          const { documentId } = request.parse(raw);
          const document = await runtime.tenantTx({ tenant }, (tx) => found({ tx, tenant }, documentId));
          const ring = await keys(document.customerId);
          return ring.destroyed ? null : printing.print(tenant, documentId, () => openModel(ring, document));
        },
        record: async (ctx: Context, raw: unknown, response: unknown): Promise<Next<Output>> => {
          const { documentId } = request.parse(raw);
          const document = await found(ctx, documentId);
          // Erased while it was being printed.
          if (response === null || (await ctx.keys(document.customerId)).destroyed) return { refused: erased() };
          await setFile(ctx, document, fileRef.parse(response));
          // Where another process was quicker, its file is the one.
          const done = await printed(ctx, await found(ctx, documentId));
          if (!done) throw fault('bug', 'file_not_kept', 'Something went wrong on our side.', { internal: documentId });
          return { done };
        },
      },
    },
  };
}

const erased = () => fault('rejected', 'erased', 'The person this was about has been erased.');

/** @throws Fault rejected when the customer was erased: then there is neither file nor model any more */
async function printed({ keys }: Pick<Context, 'keys'>, document: FrozenDocument): Promise<Output | undefined> {
  const { documentId, number, customerId } = document;
  const ring = await keys(customerId);
  if (ring.destroyed) throw erased();
  const file = openFile(ring, document);
  return file ? { documentId, number, customerId, file } : undefined;
}
