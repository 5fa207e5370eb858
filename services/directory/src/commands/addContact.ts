import type { Context } from '@purser/bus';
import type { directory as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { normaliseMail } from '@purser/vault';
import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { customerNotFound } from '../domain/customer.ts';
import { contacts, customers } from '../store/tables.ts';

/** A person at a customer. Another customer's id is not found, the wall sees to it. */
export async function addContact(
  { tx, tenant, now, keys }: Context,
  input: z.output<typeof contract.addContact.input>,
) {
  const { contactId, customerId, name, email, role } = input;
  const [customer] = await tx.orm
    .select({ id: customers.customerId })
    .from(customers)
    .where(eq(customers.customerId, customerId));
  if (!customer) throw customerNotFound();
  const ring = await keys(customerId);
  const row = {
    tenantId: tenant,
    contactId,
    customerId,
    name: ring.seal('contact.name', contactId, name),
    email: ring.seal('contact.email', contactId, email),
    emailIndex: ring.index('contact.email', normaliseMail(email)),
    role,
    createdAt: now,
  };
  const made = await tx.orm.insert(contacts).values(row).onConflictDoNothing().returning({ id: contacts.contactId });
  if (made.length === 0) throw fault('conflict', 'contact_exists', 'There is a contact with this id.');
  return { contactId };
}
