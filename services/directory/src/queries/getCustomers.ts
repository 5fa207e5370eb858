import type { Context } from '@purser/bus';
import { inArray } from 'drizzle-orm';
import { contacts, customers } from '../store/tables.ts';
import { customerView, isErased } from './getCustomer.ts';

/** Several customers at once, for who makes documents for many. Of those who were erased there is nothing left to read. */
export async function getCustomers(
  { tx, keys }: Pick<Context, 'tx' | 'keys'>,
  { customerIds }: { customerIds: string[] },
) {
  if (customerIds.length === 0) return { customers: [] };
  const [rows, people] = await Promise.all([
    tx.orm.select().from(customers).where(inArray(customers.customerId, customerIds)),
    tx.orm.select().from(contacts).where(inArray(contacts.customerId, customerIds)).orderBy(contacts.contactId),
  ]);
  const peopleOf = Map.groupBy(people, ({ customerId }) => customerId);
  const found = await Promise.all(rows.map(async (row) => ({ row, ring: await keys(row.customerId) })));
  return {
    customers: found
      .filter(({ ring, row }) => !isErased(ring, row))
      .map(({ row, ring }) => customerView(ring, row, peopleOf.get(row.customerId) ?? [])),
  };
}
