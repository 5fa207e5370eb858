import type { Context } from '@purser/bus';
import { type directory as contract, invoicing, notifications } from '@purser/contracts';
import { newId } from '@purser/message';
import type { ServiceParts } from '@purser/service';
import { normaliseMail } from '@purser/vault';
import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { mayRenew } from '../domain/link.ts';
import { mayMail } from '../store/linkMails.ts';
import { type Link, linkOfToken } from '../store/links.ts';
import { contacts, customers } from '../store/tables.ts';

/**
 * Has a link that no longer opens mailed anew, to the address on file. A link that still opens, one that was withdrawn, one that nobody
 * knows and one that was mailed just now all get the same answer and no mail.
 */
export function renewLink(clock: ServiceParts['clock']) {
  return async (ctx: Context, { tokenHash, browserHash }: z.output<typeof contract.renewLink.input>) => {
    const now = clock.machine();
    const link = await linkOfToken(ctx.tx, ctx.tenant, tokenHash);
    if (!link || !mayRenew(link, browserHash, now)) return {};
    const address = await addressOf(ctx, link);
    if (!address || !(await mayMail(ctx, address, now))) return {};
    const { customerId, contactId, invoiceId, quoteId } = link;
    const mailId = newId();
    // What it was about is over too: a new one is for staff to make.
    if (quoteId !== null) ctx.stage.send(invoicing.askForQuote, { quoteId });
    else if (invoiceId !== null) ctx.stage.send(notifications.sendInvoiceLink, { mailId, customerId, invoiceId });
    else ctx.stage.send(notifications.sendSignInLink, { mailId, customerId, contactId, browserHash });
    return {};
  };
}

/** The address on file, as it is counted; undefined when there is none any more. */
async function addressOf({ tx, keys }: Context, { customerId, contactId }: Link): Promise<Buffer | undefined> {
  const ring = await keys(customerId);
  if (ring.destroyed) return undefined;
  const email = contactId === null ? await ofCustomer() : await ofContact(contactId);
  return email === undefined ? undefined : ring.index('link.mail', normaliseMail(email));

  async function ofCustomer() {
    const [row] = await tx.orm.select().from(customers).where(eq(customers.customerId, customerId));
    return row && ring.openText('customer.email', customerId, row.email);
  }
  async function ofContact(id: string) {
    const mine = and(eq(contacts.contactId, id), eq(contacts.customerId, customerId));
    const [row] = await tx.orm.select().from(contacts).where(mine);
    return row && ring.openText('contact.email', id, row.email);
  }
}
