import type { payments } from '@purser/contracts';
import { credit, debit, type Entry, entry, type Told, utcDate } from './entry.ts';

/** What lay at Stripe lies at the bank; the other way round where Stripe took it from there. */
export function payoutArrived(told: Told<typeof payments.payoutArrived>): Entry | null {
  const { payoutId, currency, amount, at, taken } = told;
  const moved = taken ? -amount : amount;
  return entry(
    { kind: 'payoutArrived', sourceId: payoutId, invoiceId: null, currency, effectiveOn: utcDate(new Date(at)) },
    debit('bank', moved),
    credit('stripeClearing', moved),
  );
}

/** The bank sent it back. What never arrived books nothing. */
export function payoutFailed(told: Told<typeof payments.payoutFailed>): Entry | null {
  const { payoutId, currency, amount, at, taken, hadArrived } = told;
  if (!hadArrived) return null;
  const moved = taken ? -amount : amount;
  return entry(
    { kind: 'payoutReturned', sourceId: payoutId, invoiceId: null, currency, effectiveOn: utcDate(new Date(at)) },
    debit('stripeClearing', moved),
    credit('bank', moved),
  );
}
