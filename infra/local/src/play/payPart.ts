import { cards, confirmCard } from './browser.ts';
import type { Cast, Invoice } from './cast.ts';
import { openCheckout } from './openCheckout.ts';
import { mustBe } from './see.ts';
import { seePayment } from './seePayment.ts';

/** Half of the invoice, by a card that works. */
export async function payPart(cast: Cast, invoice: Invoice, stripeApi: string): Promise<{ paid: number; due: number }> {
  const half = Math.floor(invoice.total / 2);
  const { attemptId, amount, checkout } = await openCheckout(cast, invoice, stripeApi, half);
  mustBe('the amount to confirm', amount, half);
  const { outcome } = await confirmCard(checkout, cards.good);
  mustBe('the outcome at Stripe', outcome, 'succeeded');
  const { due } = await seePayment(cast, invoice, { attemptId, amount, paid: half, status: 'partlyPaid' });
  mustBe('what is left', due, invoice.total - half);
  return { paid: half, due };
}
