import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';
import { eq } from 'drizzle-orm';
import { contacts, customers } from '../store/tables.ts';

export async function getCustomer({ tx, keys }: Pick<Context, 'tx' | 'keys'>, { customerId }: { customerId: string }) {
  const [row] = await tx.orm.select().from(customers).where(eq(customers.customerId, customerId));
  if (!row) throw fault('notFound', 'customer_not_found', 'There is no such customer.');
  const people = await tx.orm
    .select()
    .from(contacts)
    .where(eq(contacts.customerId, customerId))
    .orderBy(contacts.contactId);
  const ring = await keys(customerId);
  return {
    customerId,
    name: ring.openText('customer.name', customerId, row.name),
    email: ring.openText('customer.email', customerId, row.email),
    address: row.address ? JSON.parse(ring.openText('customer.address', customerId, row.address)) : null,
    currency: row.currency,
    terms_days: row.terms_days,
    createdOn: row.createdAt.toISOString().slice(0, 10),
    contacts: people.map((person) => ({
      contactId: person.contactId,
      name: ring.openText('contact.name', person.contactId, person.name),
      email: ring.openText('contact.email', person.contactId, person.email),
      role: person.role,
    })),
  };
}
