import { directory } from '@purser/contracts';
import type { Cast } from './cast.ts';
import { see } from './see.ts';

export const customerName = 'Miller & Daughters Ltd';
const email = 'accounts@miller.example';

/** A customer, found again by the mail address that is stored sealed. */
export async function makeCustomer({ client, staff, customerId }: Cast): Promise<void> {
  const address = { line1: '4 Quay Street', city: 'Bristol', postcode: 'BS1 4QZ', country: 'GB' };
  await client.command(directory.createCustomer, { customerId, name: customerName, email, address }, staff);
  await see(`the customer is found by ${email}`, async () => {
    const { customerIds } = await client.query(directory.findCustomerByEmail, { email }, staff);
    return customerIds.includes(customerId) || undefined;
  });
}
