import type { Context } from '@purser/bus';
import type { directory as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { ServiceParts } from '@purser/service';
import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { life_ms } from '../domain/link.ts';
import { insertLink } from '../store/links.ts';
import { contacts, customers } from '../store/tables.ts';

type Input = z.output<typeof contract.createLink.input>;

/** A link by its token's hash; it lives from now on. Its customer, and its contact there, must be this tenant's. */
export function createLink(clock: ServiceParts['clock']) {
  return async ({ tx, tenant }: Context, input: Input) => {
    const { linkId, kind, tokenHash, customerId } = input;
    const forSignIn = input.kind === 'signIn' ? input : undefined;
    const contactId = forSignIn?.contactId ?? null;
    await mustBeThere(tx, customerId, contactId);
    const now = clock.machine();
    const expiresAt = new Date(now.getTime() + lifeOf(input, clock));
    const link = {
      ...{ linkId, kind, customerId, contactId, expiresAt },
      invoiceId: input.kind === 'invoice' ? input.invoiceId : null,
      quoteId: input.kind === 'quote' ? input.quoteId : null,
      browserHash: forSignIn?.browserHash ?? null,
    };
    if (!(await insertLink(tx, tenant, link, tokenHash, now)))
      throw fault('conflict', 'link_exists', 'There is a link with this id or token.');
    return { linkId, expiresAt: expiresAt.toISOString() };
  };
}

/** A quote's days are of business time, which may be moved; how long its link lives from now on is measured in machine time like any. */
function lifeOf(input: Input, clock: ServiceParts['clock']): number {
  if (input.kind !== 'quote') return life_ms[input.kind];
  return Date.parse(input.expiresAt) - clock.business().getTime();
}

async function mustBeThere({ orm }: Context['tx'], customerId: string, contactId: string | null): Promise<void> {
  const [customer] = await orm
    .select({ id: customers.customerId })
    .from(customers)
    .where(eq(customers.customerId, customerId));
  if (!customer) throw fault('notFound', 'customer_not_found', 'There is no such customer.');
  if (contactId === null) return;
  const [contact] = await orm
    .select({ id: contacts.contactId })
    .from(contacts)
    .where(and(eq(contacts.contactId, contactId), eq(contacts.customerId, customerId)));
  if (!contact) throw fault('notFound', 'contact_not_found', 'There is no such contact.');
}
