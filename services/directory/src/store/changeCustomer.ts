import type { Context } from '@purser/bus';
import type { Clock } from '@purser/clock';
import { directory as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { customerNotFound, erased, tagSet } from '../domain/customer.ts';
import { type CustomerFields, sealCustomer } from './customerFields.ts';
import { endSignIns } from './links.ts';

export type Change = CustomerFields & {
  customerId: string;
  currency: string | null;
  terms_days: number | null;
  language?: string | null | undefined;
  tags?: readonly string[] | undefined;
  revision?: number | undefined;
};

/**
 * Replaces what is known of a customer, and says what others bill by. What may be undefined then stays. Whoever signed in by an address that is
 * not theirs any more is out.
 * @throws Fault notFound; rejected `erased`; conflict `customer_changed` when they are not at the given revision any more
 */
export async function changeCustomer({ tx, keys, stage }: Context, clock: Clock, change: Change): Promise<void> {
  const { customerId, currency, terms_days, language, tags, revision } = change;
  const [known] = await tx.sql<{ revision: number; email_index: Buffer | null; erased: boolean }[]>`
    select revision, email_index, erased_at is not null as erased from customers where customer_id = ${customerId} for update`;
  if (!known) throw customerNotFound();
  if (known.erased) throw erased();
  if (revision !== undefined && revision !== known.revision)
    throw fault('conflict', 'customer_changed', 'Somebody else changed this customer. Nothing was saved; look again.');
  const { name, email, emailIndex, address, ...more } = sealCustomer(await keys(customerId), customerId, change);
  const stays = (column: string, value: Buffer | string | null | undefined) =>
    value === undefined ? tx.sql`${tx.sql(column)}` : tx.sql`${value}`;
  const [changed] = await tx.sql<{ archived: boolean }[]>`
    update customers set name = ${name}, email = ${email}, email_index = ${emailIndex}, address = ${address},
      phone = ${stays('phone', more.phone)}, tax_number = ${stays('tax_number', more.taxNumber)},
      po_number = ${stays('po_number', more.poNumber)}, notes = ${stays('notes', more.notes)},
      currency = ${currency}, terms_days = ${terms_days}, language = ${stays('language', language)},
      tags = ${tags === undefined ? tx.sql`tags` : tagSet(tags)}, revision = revision + 1
    where customer_id = ${customerId}
    returning archived_at is not null as archived`;
  if (!known.email_index?.equals(emailIndex)) await endSignIns(tx, { customerId, contactId: null }, clock.machine());
  stage.send(contract.customerChanged, { customerId, currency, terms_days, ...changed });
}
