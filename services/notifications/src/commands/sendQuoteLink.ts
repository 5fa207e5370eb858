import type { Context } from '@purser/bus';
import type { notifications as contract } from '@purser/contracts';
import type { z } from 'zod';
import { planAndSend } from './planAndSend.ts';

/** The quote once more, with a fresh link: to the address on file and to no other. */
export async function sendQuoteLink(ctx: Context, input: z.output<typeof contract.sendQuoteLink.input>) {
  const { mailId, customerId, quoteId } = input;
  await planAndSend(ctx, { mailId, kind: 'quoteSent', sourceId: mailId, customerId, documentId: quoteId });
  return { mailId };
}
