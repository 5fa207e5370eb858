import { payments } from '@purser/contracts';
import { cards, confirmCard } from './browser.ts';
import type { Cast, Invoice } from './cast.ts';
import { openCheckout } from './openCheckout.ts';
import { NotSeen, see } from './see.ts';

export type Declined = { attemptId: string; message: string; declineCode: string; advice: string };

/** The bank says no: the payer reads why and what to do, nothing is taken, and the attempt stays open for another card. */
export async function beDeclined(cast: Cast, invoice: Invoice, stripeApi: string): Promise<Declined> {
  const { attemptId, checkout } = await openCheckout(cast, invoice, stripeApi);
  const confirmed = await confirmCard(checkout, cards.declined);
  if (confirmed.outcome !== 'declined') throw new NotSeen(`The card should be declined; it was ${confirmed.outcome}.`);
  const { message, declineCode, advice } = confirmed;
  await see(`the attempt knows of the decline (${declineCode})`, async () => {
    const attempt = await cast.client.query(payments.getAttempt, { attemptId }, cast.customer);
    return attempt.declineCode === declineCode ? attempt : undefined;
  });
  return { attemptId, message, declineCode, advice };
}
