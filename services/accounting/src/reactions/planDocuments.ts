import type { Context } from '@purser/bus';
import { accounting as contract } from '@purser/contracts';
import { findConnection } from '../store/connections.ts';
import { addDocument, type NewPushed } from '../store/documents.ts';

/** Writes down what is to go to the books and sets the timers, in one transaction; what is known already is left alone. */
export async function planDocuments(ctx: Context, documents: readonly NewPushed[]): Promise<void> {
  const connection = await findConnection(ctx.tx);
  if (!connection || connection.state === 'disconnected') return;
  for (const document of documents) {
    const { kind, sourceId } = document;
    if (await addDocument(ctx, document)) ctx.stage.later(contract.pushDocument, { kind, sourceId }, ctx.now);
  }
}
