import { addDays, startOfLocalDay } from '@purser/billing';
import { type Fault, fault } from '@purser/fault';

export type QuoteState =
  | 'draft'
  | 'sent'
  | 'accepted'
  | 'declined'
  | 'expired'
  | 'withdrawn'
  | 'superseded'
  | 'converted';

/** What moves a quote. A draft that is discarded leaves no quote behind, and an invoice that is, leaves its quote accepted. */
export type QuoteMove = 'send' | 'accept' | 'decline' | 'expire' | 'withdraw' | 'supersede' | 'convert' | 'reopen';

/** From which states a move leads, and where to. There is no other way from one state to another. */
const moves: Record<QuoteMove, { from: readonly QuoteState[]; to: QuoteState }> = {
  send: { from: ['draft'], to: 'sent' },
  accept: { from: ['sent'], to: 'accepted' },
  decline: { from: ['sent'], to: 'declined' },
  expire: { from: ['sent'], to: 'expired' },
  withdraw: { from: ['sent'], to: 'withdrawn' },
  supersede: { from: ['sent', 'declined', 'expired', 'withdrawn'], to: 'superseded' },
  convert: { from: ['accepted'], to: 'converted' },
  reopen: { from: ['converted'], to: 'accepted' },
};

/** What decides how a quote stands. Dates are of the tenant's zone. */
export type QuoteFacts = { state: QuoteState; validUntil: string | null };

/** How it stands today. It is over from the day after its last one, whether or not the timer has rung yet. */
export function quoteStatus({ state, validUntil }: QuoteFacts, today: string): QuoteState {
  // Dates as YYYY-MM-DD sort as text.
  return state === 'sent' && validUntil !== null && validUntil < today ? 'expired' : state;
}

/** The state after a move. @throws Fault rejected, with the reason in the quote's own words */
export function moveQuote(quote: QuoteFacts, move: QuoteMove, today: string): QuoteState {
  // The timer is there to move what the calendar has ended already.
  const standing = move === 'expire' ? quote.state : quoteStatus(quote, today);
  const { from, to } = moves[move];
  if (from.includes(standing)) return to;
  throw move === 'convert' ? notConvertible(standing) : refusalIn(standing);
}

/** What a new version may follow. @throws Fault rejected */
export function checkRevise(quote: QuoteFacts, today: string): void {
  const standing = quoteStatus(quote, today);
  if (!moves.supersede.from.includes(standing)) throw refusalIn(standing);
}

/** Only what has not left the house may be changed or go. @throws Fault rejected */
export function checkQuoteDraft({ state }: Pick<QuoteFacts, 'state'>): void {
  if (state !== 'draft')
    throw fault('rejected', 'quote_sent', 'This quote was sent and stays as it is. Revise it instead.');
}

const refusals: Record<QuoteState, [code: string, text: string]> = {
  draft: ['quote_draft', 'This quote is a draft and was not sent yet.'],
  sent: ['quote_sent', 'This quote was sent already.'],
  accepted: ['quote_accepted', 'This quote has been accepted already. Nothing was changed.'],
  declined: ['quote_declined', 'This quote was declined. Nothing was changed.'],
  expired: ['quote_expired', 'This quote has expired. Ask for a new one.'],
  withdrawn: ['quote_withdrawn', 'This quote was withdrawn and can no longer be answered.'],
  superseded: ['quote_superseded', 'There is a newer version of this quote, which takes its place.'],
  converted: ['quote_converted', 'This quote has been turned into an invoice already.'],
};

function refusalIn(state: QuoteState): Fault {
  return fault('rejected', ...refusals[state]);
}

function notConvertible(state: QuoteState): Fault {
  if (state === 'converted' || state === 'superseded') return refusalIn(state);
  return fault('rejected', 'quote_not_accepted', 'Only a quote that was accepted becomes an invoice.');
}

/** How long a quote stands where nobody said, and how long it may at most. */
const usualDays = 30;
const mostDays = 730;

/** The last day of a quote that is sent today. @throws Fault rejected when that day is over, or too far away */
export function lastDay(asked: string | null, today: string): string {
  if (asked === null) return addDays(today, usualDays);
  if (asked < today)
    throw fault('rejected', 'quote_validity_over', 'Its last day is over. Choose a later one, and send it then.');
  if (asked > addDays(today, mostDays))
    throw fault(
      'rejected',
      'quote_validity_long',
      'A quote is good for two years at most. Choose an earlier last day.',
    );
  return asked;
}

/** The first instant at which a quote cannot be accepted any more: where its last day ends on the tenant's wall. */
export function endOfQuote(validUntil: string, timeZone: string): Date {
  return startOfLocalDay(addDays(validUntil, 1), timeZone);
}
