import type { Context } from '@purser/bus';
import { type directory as contract, notifications } from '@purser/contracts';
import { newId } from '@purser/message';
import type { ServiceParts } from '@purser/service';
import { type Keyring, normaliseMail } from '@purser/vault';
import type { z } from 'zod';
import { mayMail } from '../store/linkMails.ts';

/** So many customers may have the same address and each still get a link. */
const most = 5;

/**
 * Has a sign-in link mailed to every customer who has this address, or has a contact with it. Whether there is one, and whether it was
 * mailed too often already, nobody learns from the answer.
 */
export function requestSignIn(clock: ServiceParts['clock']) {
  return async (ctx: Context, { email, browserHash }: z.output<typeof contract.requestSignIn.input>) => {
    const ring = await ctx.keys();
    // Asked for every address alike, so that the work tells nothing either.
    const people = await peopleOf(ctx.tx, ring, normaliseMail(email));
    const allowed = await mayMail(ctx, ring.index('link.mail', normaliseMail(email)), clock.machine());
    for (const { customerId, contactId } of allowed ? people : [])
      ctx.stage.send(notifications.sendSignInLink, { mailId: newId(), customerId, contactId, browserHash });
    return {};
  };
}

type Person = { customerId: string; contactId: string | null };

/** At most one for each customer: the customer, before a contact of theirs with the same address. */
async function peopleOf({ sql }: Context['tx'], ring: Keyring, email: string): Promise<Person[]> {
  return sql<Person[]>`
    select distinct on (customer_id) customer_id as "customerId", contact_id as "contactId" from (
      select customer_id, null::uuid as contact_id from customers where email_index = ${ring.index('customer.email', email)}
      union all
      select customer_id, contact_id from contacts where email_index = ${ring.index('contact.email', email)}) as people
    order by customer_id desc, contact_id nulls first limit ${most}`;
}
