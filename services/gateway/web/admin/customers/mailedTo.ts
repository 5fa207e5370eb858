import type { CustomerModel } from '../../../src/api/models/customer.ts';
import { useRead } from '../../shared/api/reads.ts';

/** Where a customer's invoices and receipts go: to whoever there does the billing, else to the customer's own address. */
export function mailedTo({ email, contacts }: Pick<CustomerModel, 'email' | 'contacts'>): string {
  return contacts.find(({ role }) => role === 'billing')?.email ?? email;
}

/** The same for a customer known by id; undefined until it is known. */
export function useMailedTo(customerId: string): string | undefined {
  const { data } = useRead<CustomerModel>(`/customers/${customerId}`);
  return data && mailedTo(data);
}
