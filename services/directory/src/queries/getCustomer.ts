import type { Context } from '@purser/bus';
import type { Keyring } from '@purser/vault';
import { eq } from 'drizzle-orm';
import { customerNotFound, erasedName } from '../domain/customer.ts';
import { openMaybe } from '../store/customerFields.ts';
import { contacts, customers } from '../store/tables.ts';

/** One customer. */
export async function getCustomer({ tx, keys }: Pick<Context, 'tx' | 'keys'>, { customerId }: { customerId: string }) {
  const [row] = await tx.orm.select().from(customers).where(eq(customers.customerId, customerId));
  if (!row) throw customerNotFound();
  const people = await tx.orm
    .select()
    .from(contacts)
    .where(eq(contacts.customerId, customerId))
    .orderBy(contacts.contactId);
  return customerView(await keys(customerId), row, people);
}

type Row = typeof customers.$inferSelect;
type Person = typeof contacts.$inferSelect;

export const isErased = (ring: Keyring, { erasedAt }: Pick<Row, 'erasedAt'>): boolean =>
  erasedAt !== null || ring.destroyed;

/** Whoever reads one customer or many reads the same of each. Of one who was erased there is nothing left but that they were there. */
export function customerView(ring: Keyring, row: Row, people: readonly Person[]) {
  const { customerId, currency, terms_days, language, revision, archivedAt, createdAt } = row;
  const plain = {
    ...{ customerId, currency, terms_days, language, revision },
    archived: archivedAt !== null,
    createdOn: createdAt.toISOString().slice(0, 10),
  };
  if (isErased(ring, row)) return { ...plain, ...nothingLeft };
  return {
    ...plain,
    erased: false,
    name: ring.openText('customer.name', customerId, row.name),
    email: ring.openText('customer.email', customerId, row.email),
    address: row.address ? JSON.parse(ring.openText('customer.address', customerId, row.address)) : null,
    phone: openMaybe(ring, customerId, 'phone', row.phone),
    taxNumber: openMaybe(ring, customerId, 'taxNumber', row.taxNumber),
    poNumber: openMaybe(ring, customerId, 'poNumber', row.poNumber),
    contacts: people.map((person) => ({
      contactId: person.contactId,
      name: ring.openText('contact.name', person.contactId, person.name),
      email: ring.openText('contact.email', person.contactId, person.email),
      role: person.role,
    })),
  };
}

const nothingLeft = {
  erased: true,
  name: erasedName,
  ...{ email: '', address: null, phone: null, taxNumber: null, poNumber: null },
  contacts: [],
};
