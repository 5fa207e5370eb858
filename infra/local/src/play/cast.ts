import type { Client } from '@purser/bus';
import type { Actor } from '@purser/message';
import { format, currency as knownCurrency, money } from '@purser/money';

/** Who speaks, and for which tenant. */
export type Person = { tenant: string; actor: Actor };

/** What the steps of the play share. */
export type Cast = {
  client: Client;
  /** The gateway itself. */
  house: Person;
  /** An owner at the tenant. */
  staff: Person;
  /** The owner's id as a person of the platform. */
  ownerId: string;
  tenantId: string;
};

export type Invoice = { invoiceId: string; customerId: string; number: string; total: number; currency: string };

export const customerOf = ({ tenantId }: Pick<Cast, 'tenantId'>, id: string): Person => ({
  tenant: tenantId,
  actor: { kind: 'customer', id },
});

/** Minor units as people write them. */
export function told(amount: number, currency: string): string {
  return format(money(BigInt(amount), knownCurrency(currency)), 'en-GB');
}
