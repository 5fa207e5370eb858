import type { Context } from '@purser/bus';
import type { Vault } from '@purser/vault';

/**
 * The reaction to a customer's erasure, the same in every service that has something of theirs: its key of them is destroyed. That holds
 * whatever becomes of the transaction; again does nothing.
 */
export function forgetSubject(vault: Vault) {
  return async ({ tenant, now }: Pick<Context, 'tenant' | 'now'>, { customerId }: { customerId: string }) => {
    await vault.destroySubject(tenant, customerId, now);
  };
}
