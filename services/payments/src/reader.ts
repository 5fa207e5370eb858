import type { Actor } from '@purser/message';

/** The customer who reads; undefined for staff and services, who see a tenant's all. */
export function readingCustomer(actor: Actor): string | undefined {
  return actor.kind === 'customer' ? actor.id : undefined;
}
