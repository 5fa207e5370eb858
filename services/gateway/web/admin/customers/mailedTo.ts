import type { CustomerModel } from '../../../src/api/models/customer.ts';
import { useRead } from '../../shared/api/reads.ts';

/** Where a customer's invoices and receipts go: to each who does the billing there, else to the customer's own address. */
export function mailedTo({ email, contacts }: Pick<CustomerModel, 'email' | 'contacts'>): string[] {
  const billing = contacts.filter(({ role }) => role === 'billing').map((contact) => contact.email);
  return billing.length > 0 ? [...new Set(billing)] : [email];
}

/** The same in words for a customer known by id; undefined until it is known. */
export function useMailedTo(customerId: string): string | undefined {
  const { data } = useRead<CustomerModel>(`/customers/${customerId}`);
  return data && mailedTo(data).join(', ');
}
