import type { Context } from '@purser/bus';
import type { Clock } from '@purser/clock';
import type { directory as contract } from '@purser/contracts';
import { normaliseMail } from '@purser/vault';
import type { z } from 'zod';
import { contactNotFound } from '../domain/customer.ts';
import { endSignIns } from '../store/links.ts';

type Input = z.output<typeof contract.updateContact.input>;

/**
 * A contact of another customer is not found, whoever's id it comes with. With another address it may be another person: whoever signed in
 * by the old one is out.
 */
export function updateContact(clock: Clock) {
  return async ({ tx, keys }: Context, { contactId, customerId, name, email, role }: Input) => {
    const [known] = await tx.sql<{ email_index: Buffer }[]>`
      select email_index from contacts where contact_id = ${contactId} and customer_id = ${customerId} for update`;
    if (!known) throw contactNotFound();
    const ring = await keys(customerId);
    const emailIndex = ring.index('contact.email', normaliseMail(email));
    await tx.sql`
      update contacts set name = ${ring.seal('contact.name', contactId, name)}, role = ${role},
        email = ${ring.seal('contact.email', contactId, email)}, email_index = ${emailIndex}
      where contact_id = ${contactId} and customer_id = ${customerId}`;
    if (!emailIndex.equals(known.email_index)) await endSignIns(tx, { customerId, contactId }, clock.machine());
    return { contactId };
  };
}
