import { type InvoiceDocument, type PaymentMethod, paymentMethodIn, type ReceiptDocument } from '@purser/document';

type Paid = {
  /** How many receipts the invoice has already. */
  earlier: number;
  paidOn: string;
  /** All that came in, also what was beyond the debt. */
  amount: bigint;
  method: PaymentMethod;
  /** Of the invoice: paid before this payment, settled by credit and credit notes, and still due after it. */
  paidBefore: bigint;
  credit: bigint;
  remaining: bigint;
};

/** A receipt from whom and to whom the invoice was, looking as it looked: nothing else is asked. */
export function receiptDocument(invoice: InvoiceDocument, paid: Paid): ReceiptDocument {
  const { version, locale, currency, issuer, recipient, brand, number, issuedOn, totals } = invoice;
  return {
    version,
    kind: 'receipt',
    number: `R-${number}-${paid.earlier + 1}`,
    locale,
    currency,
    issuer,
    recipient,
    brand,
    paidOn: paid.paidOn,
    amount: Number(paid.amount),
    method: paymentMethodIn(locale, paid.method),
    invoice: {
      number,
      issuedOn,
      total: totals.total,
      paidBefore: Number(paid.paidBefore),
      ...(paid.credit > 0n && { credit: Number(paid.credit) }),
      remaining: Number(paid.remaining),
    },
  };
}
