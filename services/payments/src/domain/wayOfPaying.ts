/** How money came through Stripe, as a receipt says it. */
export type WayOfPaying = 'card' | 'directDebit' | 'online';

const debits: ReadonlySet<string> = new Set([
  ...['acss_debit', 'au_becs_debit', 'bacs_debit', 'nz_bank_account', 'sepa_debit', 'us_bank_account'],
]);

const isDebit = (methodType: string | null): boolean => methodType !== null && debits.has(methodType);

/**
 * What Stripe names in a charge's own id: those of cards begin with `ch_`, all others with `py_`. The event of a payment says no more of it.
 */
export const methodTypeIn = (chargeId: string | null): 'card' | null => (chargeId?.startsWith('ch_') ? 'card' : null);

/** `methodType` is Stripe's; of what is neither a card nor a debit, and of what nobody named, it is said that it was paid online. */
export function wayOfPaying(methodType: string | null): WayOfPaying {
  if (methodType === 'card') return 'card';
  return isDebit(methodType) ? 'directDebit' : 'online';
}
