import type { Context } from '@purser/bus';
import { normaliseMail } from '@purser/vault';
import { getCustomer } from '../queries/getCustomer.ts';
import { getCustomerNotes } from '../queries/getCustomerNotes.ts';
import type { Whole } from './planRow.ts';

type Reading = Pick<Context, 'tx' | 'keys'>;

/** A customer as they are, all of it. @throws Fault notFound, also for one of another tenant; undefined for one who was erased */
export async function wholeCustomer(ctx: Reading, customerId: string): Promise<Whole | undefined> {
  const {
    erased,
    archived: _,
    createdOn: __,
    contacts: ___,
    address,
    ...known
  } = await getCustomer(ctx, { customerId });
  if (erased) return undefined;
  return { ...known, ...(address !== null && { address }), ...(await getCustomerNotes(ctx, { customerId })) };
}

/** The customers whose own mail this is, exactly; of two or more nobody knows which is meant. */
export async function customersWithMail({ tx, keys }: Reading, email: string): Promise<string[]> {
  const index = (await keys()).index('customer.email', normaliseMail(email));
  const rows = await tx.sql<{ id: string }[]>`
    select customer_id as id from customers where email_index = ${index} order by customer_id limit 2`;
  return rows.map(({ id }) => id);
}
