import type { Actor } from '@purser/message';

/** Who speaks, and for which tenant. */
export type Person = { tenant: string; actor: Actor };

export type Customer = Person & { customerId: string };

/** A tenant with its own account at Stripe, its staff and customers. */
export type Tenant = {
  id: string;
  currency: string;
  numberPrefix: string;
  secretKey: string;
  publishableKey: string;
  staff: Person;
  customers: [Customer, ...Customer[]];
};

export type Town = { tenants: [Tenant, ...Tenant[]] };
