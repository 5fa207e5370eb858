import { authenticate, cards, confirmCard } from './browser.ts';
import type { Cast, Invoice } from './cast.ts';
import { openCheckout } from './openCheckout.ts';
import { mustBe, NotSeen } from './see.ts';
import { seePayment } from './seePayment.ts';

/** What is left, by a card whose bank asks for 3D Secure, on the attempt that the decline left open. */
export async function payRest(
  cast: Cast,
  invoice: Invoice,
  stripeApi: string,
  left: { attemptId: string; due: number },
): Promise<{ paid: number }> {
  const { attemptId, amount, checkout } = await openCheckout(cast, invoice, stripeApi);
  mustBe('the attempt', attemptId, left.attemptId);
  mustBe('the amount to confirm', amount, left.due);
  const confirmed = await confirmCard(checkout, cards.authenticated);
  if (confirmed.outcome !== 'authenticate')
    throw new NotSeen(`The bank should ask the payer to authenticate; the payment was ${confirmed.outcome}.`);
  await authenticate(confirmed.page);
  const { due } = await seePayment(cast, invoice, { attemptId, amount, paid: invoice.total, status: 'paid' });
  mustBe('what is due', due, 0);
  return { paid: amount };
}
