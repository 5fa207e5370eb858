import type { Context } from '@purser/bus';
import { normaliseMail } from '@purser/vault';
import { eq } from 'drizzle-orm';
import { customers } from '../store/tables.ts';

/** Finds by blind index: the address is compared without being stored in clear. */
export async function findCustomerByEmail({ tx, keys }: Pick<Context, 'tx' | 'keys'>, { email }: { email: string }) {
  const ring = await keys();
  const index = ring.index('customer.email', normaliseMail(email));
  const rows = await tx.orm
    .select({ id: customers.customerId })
    .from(customers)
    .where(eq(customers.emailIndex, index))
    .limit(100);
  return { customerIds: rows.map((row) => row.id) };
}
