import type { Actor } from '@purser/message';

/** Who speaks, and for which tenant. */
export type Person = { tenant: string; actor: Actor };

/** Mails about their bills go to the address. */
export type Customer = Person & { customerId: string; email: string };

/** A tenant with its own account at Stripe and organisation at Xero, its staff and customers. */
export type Tenant = {
  id: string;
  currency: string;
  numberPrefix: string;
  secretKey: string;
  publishableKey: string;
  /** Its id at Xero. */
  organisation: string;
  staff: Person;
  customers: [Customer, ...Customer[]];
  /** Who have a card on file that is charged when an invoice is due: one that is good, and one whose bank always says no. */
  automatic: { good: Customer; refused: Customer };
};

export type Town = { tenants: [Tenant, ...Tenant[]] };
