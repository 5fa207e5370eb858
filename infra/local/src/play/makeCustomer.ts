import { directory } from '@purser/contracts';
import type { Cast } from './cast.ts';
import type { Hands, NewCustomer } from './hands/hands.ts';
import { see } from './see.ts';

export const customer: NewCustomer = {
  name: 'Miller & Daughters Ltd',
  email: 'accounts@miller.example',
  address: { line1: '4 Quay Street', city: 'Bristol', postcode: 'BS1 4QZ', country: 'GB' },
};

/** A customer, found again by the mail address that is stored sealed. @returns their id */
export async function makeCustomer({ client, staff }: Cast, hands: Hands): Promise<string> {
  const customerId = await hands.makeCustomer(customer);
  const { email } = customer;
  return see(`the customer is found by ${email}`, async () => {
    const { customerIds } = await client.query(directory.findCustomerByEmail, { email }, staff);
    return customerIds.includes(customerId) ? customerId : undefined;
  });
}
