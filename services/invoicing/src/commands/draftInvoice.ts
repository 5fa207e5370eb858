import type { Context } from '@purser/bus';
import type { Outside } from '../outside.ts';
import { insertDraft } from '../store/insertDraft.ts';
import { type DraftInput, draftContent, gatherCustomer, sayDrafted, type Unheard } from './drafting.ts';

/** An invoice that nobody owes yet. Its number, dates and debt come with the issue. */
export function draftInvoice(outside: Outside) {
  return { gather: gatherCustomer(outside), plan, steps: {} };
}

async function plan(ctx: Context, input: DraftInput, unheard: Unheard) {
  const content = await draftContent(ctx, input, unheard);
  await insertDraft(ctx, { ...input, ...content });
  return sayDrafted(ctx, input, content, 'drafted');
}
