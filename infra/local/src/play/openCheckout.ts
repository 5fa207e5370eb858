import { payments } from '@purser/contracts';
import type { Checkout } from './browser.ts';
import type { Cast, Invoice } from './cast.ts';
import { NotSeen } from './see.ts';

export type Open = { attemptId: string; amount: number; checkout: Checkout };

/** The customer opens the pay page: the amount is held, and the page gets what Stripe.js needs. */
export async function openCheckout(
  { client, customer }: Cast,
  { invoiceId }: Invoice,
  stripeApi: string,
  amount?: number,
): Promise<Open> {
  const asked = amount === undefined ? { invoiceId } : { invoiceId, amount };
  const prepared = await client.command(payments.preparePayment, asked, customer);
  const { attemptId, publishableKey, paymentIntentId, clientSecret } = prepared;
  if (!clientSecret) throw new NotSeen('The payment was prepared, and no client secret came with it.');
  return {
    attemptId,
    amount: prepared.amount,
    checkout: { stripeApi, publishableKey, paymentIntentId, clientSecret },
  };
}
