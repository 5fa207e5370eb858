import type { Context } from '@purser/bus';

/**
 * From here on, each statement of the transaction is planned for the values it has. A plan kept for whatever values may come does
 * not know how many rows a tenant, a status or a period has, and goes through them one by one.
 */
export async function planAnew({ tx }: Pick<Context, 'tx'>): Promise<void> {
  await tx.sql`set local plan_cache_mode = force_custom_plan`;
}
