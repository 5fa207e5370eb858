import type { Context } from '@purser/bus';
import type { invoicing } from '@purser/contracts';
import type { z } from 'zod';
import { planAndSend } from '../commands/planAndSend.ts';
import type { MailKind } from '../store/mails.ts';
import { isStaffMailOn } from '../store/staffMails.ts';

type About = { quoteId: string; customerId: string };

/** The customer gets the quote, unless whoever sent it said not to mail it. */
export async function onQuoteSent(
  ctx: Context,
  { quoteId, customerId, send = true }: z.output<typeof invoicing.quoteSent.input>,
): Promise<void> {
  if (send) await planAndSend(ctx, { kind: 'quoteSent', sourceId: quoteId, customerId, documentId: quoteId });
}

/** Who accepted gets a copy, and staff hear of what they did not write down themselves. */
export async function onQuoteAccepted(
  ctx: Context,
  { quoteId, customerId, by }: z.output<typeof invoicing.quoteAccepted.input>,
): Promise<void> {
  await planAndSend(ctx, { kind: 'quoteAccepted', sourceId: quoteId, customerId, documentId: quoteId });
  if (by === 'customer') await tellStaff(ctx, 'staffQuoteAccepted', { quoteId, customerId });
}

export async function onQuoteDeclined(
  ctx: Context,
  { quoteId, customerId, by }: z.output<typeof invoicing.quoteDeclined.input>,
): Promise<void> {
  if (by === 'customer') await tellStaff(ctx, 'staffQuoteDeclined', { quoteId, customerId });
}

export async function onQuoteAskedFor(
  ctx: Context,
  { quoteId, customerId }: z.output<typeof invoicing.quoteAskedFor.input>,
): Promise<void> {
  await tellStaff(ctx, 'staffQuoteAskedFor', { quoteId, customerId });
}

async function tellStaff(ctx: Context, kind: MailKind, { quoteId, customerId }: About): Promise<void> {
  if (!(await isStaffMailOn(ctx.tx, kind))) return;
  await planAndSend(ctx, { kind, sourceId: quoteId, customerId, documentId: quoteId });
}
