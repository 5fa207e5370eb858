import { fault } from '@purser/fault';
import { platformTenant } from '@purser/message';

/**
 * Work that belongs to the platform and to no tenant.
 * @throws Fault denied in a tenant's name: what is kept for all must not be reached through one of them
 */
export function platformOnly<C extends { tenant: string }, I, O>(run: (ctx: C, input: I) => Promise<O>) {
  return async (ctx: C, input: I): Promise<O> => {
    if (ctx.tenant === platformTenant) return run(ctx, input);
    throw fault('denied', 'not_allowed', 'You may not do this.', { internal: `asked in the name of ${ctx.tenant}` });
  };
}

/** @throws Fault denied for the platform's own tenant: it bills nobody, and whoever were its staff would see all staff */
export function noPlatform(tenant: string): void {
  if (tenant === platformTenant) throw fault('denied', 'not_allowed', 'You may not do this.');
}
