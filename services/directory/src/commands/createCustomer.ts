import type { Context } from '@purser/bus';
import { directory as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { knownCurrency } from '../domain/settings.ts';
import { insertCustomer } from '../store/insertCustomer.ts';

/** A customer, with personal data sealed under a key of their own. */
export async function createCustomer(ctx: Context, input: z.output<typeof contract.createCustomer.input>) {
  const { customerId } = input;
  const currency = input.currency === undefined ? null : knownCurrency(input.currency, 'currency');
  const terms_days = input.terms_days ?? null;
  if (!(await insertCustomer(ctx, { ...input, currency, terms_days }))) {
    throw fault('conflict', 'customer_exists', 'There is a customer with this id.');
  }
  ctx.stage.send(contract.customerCreated, { customerId, currency, terms_days });
  return { customerId };
}
