import type { DisputeModel } from '../../../src/api/models/refund.ts';

/** Stripe's reasons, as what the customer told their bank. */
const reasons: Record<string, string> = {
  bank_cannot_process: 'The bank cannot process it',
  check_returned: 'The cheque was returned',
  credit_not_processed: 'A promised refund did not come',
  customer_initiated: 'The customer asked for it',
  debit_not_authorized: 'The debit was not authorised',
  duplicate: 'It was charged twice',
  fraudulent: 'The card’s holder says it was not them',
  general: 'No particular reason',
  incorrect_account_details: 'The account’s details are wrong',
  insufficient_funds: 'The account has not enough on it',
  noncompliant: 'It breaks the network’s rules',
  product_not_received: 'What was bought did not arrive',
  product_unacceptable: 'What was bought is not as described',
  subscription_canceled: 'The subscription had been cancelled',
  unrecognized: 'The card’s holder does not know the charge',
};

export const reasonWords = (reason: string): string => reasons[reason] ?? reason.replaceAll('_', ' ');

/** Whether the bank still reads what staff write. */
export const takesEvidence = ({ status }: DisputeModel): boolean => status.endsWith('needs_response');

/** What it is waiting for, or how it ended. */
export function standingWords({ outcome, status, inquiry }: DisputeModel): string {
  if (outcome === 'won') return 'Won: the money is back.';
  if (outcome === 'lost')
    return status.startsWith('appeal') ? 'Lost; an appeal is running.' : 'Lost: the customer keeps the money.';
  if (outcome === 'closed') return 'Closed without taking anything.';
  if (status.endsWith('under_review')) return 'The bank is looking at the evidence.';
  return inquiry
    ? 'An inquiry: nothing is taken yet. Answer it, or refund the payment.'
    : 'It waits for your evidence.';
}

/** For the badge. */
export const badgeOf = ({ outcome, status }: DisputeModel): string =>
  outcome ?? (status.endsWith('under_review') ? 'underReview' : 'disputed');

const relative = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' });

/** How long there is until then, in whole days: today, tomorrow, in 9 days. */
export function daysUntil(instant: string, now: Date): string {
  const left_ms = Date.parse(instant) - now.getTime();
  return left_ms < 0 ? 'which has passed' : relative.format(Math.floor(left_ms / 86_400_000), 'day');
}
