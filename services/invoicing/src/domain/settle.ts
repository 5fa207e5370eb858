import { applyPayment } from '@purser/billing';
import { type Invoice, owedOf } from './invoice.ts';

export type Payment = {
  customerId: string;
  currency: string;
  amount: bigint;
  /** Staff decided that it settles nothing. */
  asCredit?: boolean | undefined;
};

/**
 * Money that came in, whatever has become of the invoice meanwhile: what settles it, and what becomes the payer's credit.
 * The two always add up to the payment. Money of another customer or currency settles nothing here. What was written off is
 * owed all the same: `recovered` is how much of it came after all.
 */
export function decideSettlement(
  invoice: Invoice,
  payment: Payment,
): { allocated: bigint; credit: bigint; recovered: bigint } {
  const fits = !payment.asCredit && payment.customerId === invoice.customerId && payment.currency === invoice.currency;
  const { allocated, credit } = applyPayment(payment.amount, fits ? owedOf(invoice) : 0n);
  // A write-off takes all that is left, so that nothing is due beside it.
  return { allocated, credit, recovered: invoice.writtenOff > 0n ? allocated : 0n };
}
