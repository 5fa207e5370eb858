import type { payments, reporting } from '@purser/contracts';
import { credit, debit, type Entry, entry, type Told, utcDate } from './entry.ts';

/** Where it lies, or went: what Stripe holds back is still ours, what was topped up came from the bank. */
const accounts: Record<payments.MovedFor, reporting.Account> = {
  fee: 'stripeFees',
  reserve: 'stripeReserves',
  topUp: 'bank',
  platformFee: 'applicationFees',
  other: 'stripeOther',
};

/** What Stripe took or gave apart from payments; the money at Stripe follows its balance. It counts for the day Stripe moved it. */
export function balanceMoved(told: Told<typeof payments.balanceMoved>): Entry | null {
  const { moveId, movedFor, currency, amount, fee, at } = told;
  const account = accounts[movedFor];
  const about = { kind: 'stripeMoved' as const, sourceId: moveId, invoiceId: null, currency };
  const on = { ...about, effectiveOn: utcDate(new Date(at)) };
  const moved = credit('stripeClearing', fee - amount);
  if (account === 'stripeFees') return entry(on, debit('stripeFees', fee - amount), moved);
  return entry(on, debit(account, -amount), debit('stripeFees', fee), moved);
}
