import { applyPayment } from '@purser/billing';
import { dueOf, type Invoice } from './invoice.ts';

export type Payment = { customerId: string; currency: string; amount: bigint };

/**
 * Money that came in, whatever has become of the invoice meanwhile: what settles it, and what becomes the payer's credit.
 * The two always add up to the payment. Money of another customer or currency settles nothing here.
 */
export function decideSettlement(invoice: Invoice, payment: Payment): { allocated: bigint; credit: bigint } {
  const fits = payment.customerId === invoice.customerId && payment.currency === invoice.currency;
  return applyPayment(payment.amount, fits ? dueOf(invoice) : 0n);
}
