import type { Actor, Role } from '@purser/message';
import type { Session } from './sessions.ts';

/** Nobody in particular. */
export type Public = { kind: 'public' };

/** Somebody who works for a tenant, or a program with one of the tenant's keys. */
export type Staff = {
  kind: 'staff';
  tenant: string;
  actor: Actor & { kind: 'staff' };
  role: Role;
  /** Null for a program. */
  session: Session | null;
  person: { staffId: string; name: string; email: string; memberships: { tenantId: string; role: Role }[] } | null;
};

/** A customer of a tenant, in a browser. */
export type Customer = {
  kind: 'customer';
  tenant: string;
  actor: Actor & { kind: 'customer' };
  session: Session;
  /** The one invoice that the session may see; null for all of the customer's. */
  invoiceId: string | null;
  /** The one quote, in its versions, that the session may see; null where it is no quote's link that opened it. */
  quoteId: string | null;
};

export type Who = Public | Staff | Customer;
