import type { PaymentModel } from '../../../src/api/models/payment.ts';
import { useRead } from '../../shared/api/reads.ts';

type Found = { payment: PaymentModel | undefined; missing: boolean; error: unknown; again: () => void };

/** A payment, found among those of its invoice; without the invoice, among the latest hundred. */
export function usePayment(paymentId: string, invoiceId: string | undefined): Found {
  const query = { invoice: invoiceId, limit: 100 };
  const { data, error, refetch } = useRead<{ data: PaymentModel[] }>('/payments', { query });
  const payment = data?.data.find(({ id }) => id === paymentId);
  return { payment, missing: data !== undefined && !payment, error, again: () => void refetch() };
}
