import type { Context } from '@purser/bus';
import { directory as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { normaliseMail } from '@purser/vault';
import type { z } from 'zod';
import { knownCurrency } from '../domain/settings.ts';

/** Replaces what is known of a customer: what is left out is gone. */
export async function updateCustomer(
  { tx, keys, stage }: Context,
  input: z.output<typeof contract.updateCustomer.input>,
) {
  const { customerId, name, email, address } = input;
  const currency = input.currency === undefined ? null : knownCurrency(input.currency, 'currency');
  const terms_days = input.terms_days ?? null;
  const ring = await keys(customerId);
  const seal = (field: string, plain: string) => ring.seal(`customer.${field}`, customerId, plain);
  const changed = await tx.sql`
    update customers set name = ${seal('name', name)}, email = ${seal('email', email)},
      email_index = ${ring.index('customer.email', normaliseMail(email))},
      address = ${address ? seal('address', JSON.stringify(address)) : null},
      currency = ${currency}, terms_days = ${terms_days}, revision = revision + 1
    where customer_id = ${customerId}`;
  if (changed.count === 0) throw fault('notFound', 'customer_not_found', 'There is no such customer.');
  stage.send(contract.customerChanged, { customerId, currency, terms_days });
  return { customerId };
}
