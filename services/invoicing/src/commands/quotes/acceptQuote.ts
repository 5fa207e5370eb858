import { localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { moveQuote } from '../../domain/quote.ts';
import { reckonChoice } from '../../domain/quoteReckoning.ts';
import type { Reckoning } from '../../domain/reckoning.ts';
import { documentText, readQuoteReckoning } from '../../store/documents.ts';
import { lockQuote, type StoredQuote } from '../../store/quotes/quotes.ts';
import { noteOnQuote } from '../../store/quotes/quoteTimeline.ts';
import { ofQuote } from './quoteSaid.ts';

type Input = z.output<typeof contract.acceptQuote.input>;

/** The customer says yes to these lines at this price. Of two at once, one has accepted and the other is told so. */
export async function acceptQuote(ctx: Context, input: Input) {
  const { now, actor } = ctx;
  const { quoteId } = input;
  const quote = await lockQuote(ctx, quoteId);
  const status = moveQuote(quote, 'accept', localDate(now, quote.timeZone));
  const reckoning = reckonChoice(readQuoteReckoning(quote.document).input, input.chosen);
  const { total } = reckoning.totals;
  if (total !== BigInt(input.total))
    throw fault('rejected', 'quote_total_differs', 'The total is not the one you were shown. Look at it again.');
  const by = actor.kind === 'customer' ? 'customer' : 'staff';
  await writeAcceptance(ctx, quote, input, { reckoning, by, status });
  await noteOnQuote(ctx, quote, { what: 'accepted', amount: total });
  ctx.stage.send(contract.quoteAccepted, { ...ofQuote({ ...quote, total }), by });
  return { quoteId, status, total: Number(total), acceptedAt: now.toISOString() };
}

type Acceptance = { reckoning: Reckoning; by: 'customer' | 'staff'; status: string };

/** Who said so, when and from where is kept with what they said it to. The address of staff is not the customer's. */
async function writeAcceptance(
  { tx, tenant, now, keys }: Context,
  { quoteId, customerId }: StoredQuote,
  { name, address }: Input,
  { reckoning, by, status }: Acceptance,
): Promise<void> {
  const ring = await keys(customerId);
  const { netTotal, taxTotal, total } = reckoning.totals;
  const from = by === 'customer' && address ? ring.seal('quote.acceptedAddress', quoteId, address) : null;
  await tx.sql`
    update quotes set state = ${status}, accepted_at = ${now.toISOString()}, accepted_by = ${by},
      accepted_document = ${documentText(reckoning)}, accepted_name = ${ring.seal('quote.acceptedName', quoteId, name)},
      accepted_address = ${from}, net = ${netTotal}, tax = ${taxTotal}, total = ${total}
    where tenant_id = ${tenant} and quote_id = ${quoteId}`;
}
