import { labelsOf } from './labels.ts';

const labels = {
  card: 'byCard',
  directDebit: 'byDirectDebit',
  online: 'online',
  bankTransfer: 'byBankTransfer',
  cash: 'inCash',
  cheque: 'byCheque',
  other: 'otherwise',
} as const;

/** How money came. */
export type PaymentMethod = keyof typeof labels;

/**
 * A way to pay in the words of a receipt, in the language of a locale that documents are written in, else in English.
 * @example paymentMethodIn('de-AT', 'bankTransfer') === 'Überweisung'
 */
export function paymentMethodIn(locale: string, method: PaymentMethod): string {
  return labelsOf(locale.split('-')[0] ?? '').labels[labels[method]];
}
