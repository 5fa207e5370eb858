import { invoicing, payments } from '@purser/contracts';
import { type Cast, customerOf, type Invoice } from './cast.ts';
import { see } from './see.ts';

/** Waits until Stripe's webhook was heard, the payment is allocated, and nothing of the invoice is held any more. */
export async function seePayment(
  cast: Cast,
  { invoiceId, customerId, number }: Invoice,
  { amount, paid, status }: { amount: number; paid: number; status: string },
): Promise<{ paymentId: string; due: number }> {
  const { client } = cast;
  const customer = customerOf(cast, customerId);
  const { paymentId } = await see('the payment was heard of through a webhook', async () => {
    const { payments: made } = await client.query(payments.listPayments, { invoiceId }, customer);
    return made.find((payment) => payment.amount === amount);
  });
  return see(`${number} is ${status}, with ${amount} of the payment allocated and nothing held`, async () => {
    const invoice = await client.query(invoicing.getInvoice, { invoiceId }, customer);
    const isAllocated = invoice.allocations.some((each) => each.paymentId === paymentId && each.amount === amount);
    const isDone = isAllocated && invoice.paid === paid && invoice.status === status && invoice.held === 0;
    return isDone ? { paymentId, due: invoice.due } : undefined;
  });
}
