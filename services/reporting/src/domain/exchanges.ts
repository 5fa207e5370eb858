import type { payments } from '@purser/contracts';
import { credit, debit, type Entry, entry, type Told, utcDate } from './entry.ts';

/**
 * Money at Stripe leaves one currency and comes in another: an entry in each, with what it was exchanged for in currencyExchange. Of a
 * dispute Stripe takes the money in the currency it was settled in, and it is held against the customer's: what is held is exchanged.
 */
export function moneyExchanged(told: Told<typeof payments.moneyExchanged>): (Entry | null)[] {
  const { thing, thingId, from, into, at } = told;
  const account = thing === 'dispute' ? 'disputesHeld' : 'stripeClearing';
  const about = { sourceId: thingId, invoiceId: null, effectiveOn: utcDate(new Date(at)) };
  return [
    entry(
      { kind: 'exchangedFrom', currency: from.currency, ...about },
      debit('currencyExchange', from.amount),
      credit(account, from.amount),
    ),
    entry(
      { kind: 'exchangedInto', currency: into.currency, ...about },
      debit(account, into.amount),
      credit('currencyExchange', into.amount),
    ),
  ];
}
