import type { Context } from '@purser/bus';
import type { directory } from '@purser/contracts';
import type { z } from 'zod';
import { customers } from '../store/tables.ts';

/** Whom the tenant bills, and in which currency and on which terms where they have their own. */
export async function onCustomerCreated(
  { tx, tenant }: Context,
  { customerId, currency, terms_days }: z.output<typeof directory.customerCreated.input>,
): Promise<void> {
  await tx.orm.insert(customers).values({ tenantId: tenant, customerId, currency, terms_days }).onConflictDoNothing();
}
