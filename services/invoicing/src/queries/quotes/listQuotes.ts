import type { Context } from '@purser/bus';
import type { invoicing as contract } from '@purser/contracts';
import type { z } from 'zod';
import { quoteStatus } from '../../domain/quote.ts';
import { readCursor } from '../../store/cursor.ts';
import { planAnew } from '../../store/planAnew.ts';
import { readQuotePage } from '../../store/quotes/listQuotes.ts';
import { tenantToday } from '../../store/tenantToday.ts';

type Input = z.output<typeof contract.listQuotes.input>;
type Reading = Pick<Context, 'tx' | 'tenant' | 'now' | 'actor'>;

/** Quotes in all their versions, the newest first. A customer gets their own, and no drafts. */
export async function listQuotes(ctx: Reading, { customerId, status, number, after, limit }: Input) {
  const { actor } = ctx;
  await planAnew(ctx);
  const { today } = await tenantToday(ctx);
  const { quotes, next } = await readQuotePage(ctx, {
    shown: status ?? 'all',
    today,
    customerId: actor.kind === 'customer' ? actor.id : customerId,
    withDrafts: actor.kind !== 'customer',
    number,
    after: after === undefined ? undefined : readCursor(after),
    limit,
  });
  return {
    quotes: quotes.map((quote) => ({
      quoteId: quote.quoteId,
      customerId: quote.customerId,
      number: quote.number,
      version: quote.version,
      status: quoteStatus(quote, today),
      currency: quote.currency,
      total: Number(quote.total),
      sentOn: quote.sentOn,
      validUntil: quote.validUntil,
      createdAt: new Date(quote.createdAt).toISOString(),
    })),
    next,
  };
}
