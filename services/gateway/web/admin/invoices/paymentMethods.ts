import type { OutsidePaymentBody } from '../../../src/api/models/invoice.ts';

/** The ways besides cards. */
export const paymentMethods: readonly { value: OutsidePaymentBody['method']; label: string }[] = [
  { value: 'bankTransfer', label: 'Bank transfer' },
  { value: 'cash', label: 'Cash' },
  { value: 'cheque', label: 'Cheque' },
  { value: 'other', label: 'Something else' },
];
