import type { Context } from '@purser/bus';
import { accounting as contract } from '@purser/contracts';
import type { z } from 'zod';
import { findDocument, listStuck, moveDocument, type Pushed } from '../store/documents.ts';

const mostAtOnce = 500;

/** Staff mended what was wrong. Only what is stuck is tried again. */
export async function retryDocuments(ctx: Context, { documents }: z.output<typeof contract.retryDocuments.input>) {
  const chosen = documents
    ? await Promise.all(documents.map(({ kind, sourceId }) => findDocument(ctx.tx, kind, sourceId)))
    : await listStuck(ctx.tx, mostAtOnce);
  const stuck = chosen.filter((each): each is Pushed => each?.state === 'failed' || each?.state === 'needsAttention');
  for (const { kind, sourceId } of stuck) {
    await moveDocument(ctx, { kind, sourceId }, { state: 'waiting' });
    ctx.stage.later(contract.pushDocument, { kind, sourceId }, ctx.now);
  }
  return { retried: stuck.length };
}
