import type { Context } from '@purser/bus';
import type { Clock } from '@purser/clock';
import { contactNotFound } from '../domain/customer.ts';

/** Who is removed has no way in any more: what their links opened ends, and what was not opened yet stays shut. */
export function removeContact(clock: Clock) {
  return async ({ tx }: Context, { contactId, customerId }: { contactId: string; customerId: string }) => {
    const gone = await tx.sql`delete from contacts where contact_id = ${contactId} and customer_id = ${customerId}`;
    if (gone.count === 0) throw contactNotFound();
    await tx.sql`
      update links set revoked_at = ${clock.machine().toISOString()}
      where customer_id = ${customerId} and contact_id = ${contactId} and revoked_at is null`;
    return { contactId };
  };
}
