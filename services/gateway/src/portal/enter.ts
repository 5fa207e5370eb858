import { directory, invoicing } from '@purser/contracts';
import { fault } from '@purser/fault';
import { newId } from '@purser/message';
import { hashToken, randomToken } from '@purser/vault';
import type { Context } from 'hono';
import { shown } from '../api/ids.ts';
import type { PortalSessionModel } from '../api/models/portal.ts';
import type { Gateway } from '../gateway.ts';
import { readCookie, writeCookie } from '../http/cookies.ts';
import { deviceName, mailTag } from '../identity/device.ts';
import { limits } from '../identity/limits.ts';
import { ofPlatform, ofTenant } from '../identity/people.ts';
import { absolute_ms } from '../identity/sessions.ts';
import type { Customer } from '../identity/who.ts';

const hexOf = (token: string) => hashToken(token).toString('hex');
const askLife_s = 3600;

/**
 * Exchanges a link's token for a session. Only this POST does: a page that was merely fetched changes nothing.
 * @throws Fault notFound `link_unknown`; rejected `link_used`, `link_expired`, `link_revoked`, `link_elsewhere`
 */
export async function openLink(g: Gateway, c: Context, token: string): Promise<PortalSessionModel> {
  const tokenHash = hexOf(token);
  const { tenantId } = await g.client.query(directory.findLink, { tokenHash }, ofPlatform);
  if (!tenantId) throw fault('notFound', 'link_unknown', 'This link is not known. Look whether all of it is there.');
  const asked = readCookie(c, 'ask');
  const link = await g.client.command(
    directory.openLink,
    { tokenHash, browserHash: asked ? hexOf(asked) : null },
    ofTenant(tenantId),
  );
  const old = readCookie(c, 'customer');
  if (old) await g.sessions.end(old);
  const opened = await g.sessions.open({
    kind: 'customer',
    tenantId,
    personId: link.customerId,
    contactId: link.contactId,
    invoiceId: link.invoiceId,
    quoteId: link.quoteId ?? null,
    linkId: link.linkId,
    device: deviceName(c.req.header('user-agent')),
    // A sign-in link is spent by now; a session that another link opened ends with the link.
    ...(link.kind !== 'signIn' && { until: new Date(link.expiresAt) }),
  });
  writeCookie(c, 'customer', opened.token, absolute_ms / 1000);
  const actor = { kind: 'customer' as const, id: link.customerId, ...(link.contactId && { contact: link.contactId }) };
  const who: Customer = {
    kind: 'customer',
    tenant: tenantId,
    actor,
    session: opened.session,
    invoiceId: link.invoiceId,
    quoteId: link.quoteId ?? null,
  };
  if (link.invoiceId) noteView(g, who, link.invoiceId);
  if (link.quoteId) noteQuoteView(g, who, link.quoteId);
  return readPortalSession(g, who);
}

/** The first opening counts for the timeline; that it could not be noted is no reason to keep the page from its reader. */
export function noteView(g: Gateway, who: Customer, invoiceId: string): void {
  void g.client
    .send(invoicing.recordView, { invoiceId }, { tenant: who.tenant, actor: who.actor })
    .catch((error) => g.log.warn({ error: String(error) }, 'a view could not be noted'));
}

export function noteQuoteView(g: Gateway, who: Customer, quoteId: string): void {
  void g.client
    .send(invoicing.recordQuoteView, { quoteId }, { tenant: who.tenant, actor: who.actor })
    .catch((error) => g.log.warn({ error: String(error) }, 'a view could not be noted'));
}

export async function readPortalSession(g: Gateway, who: Customer): Promise<PortalSessionModel> {
  const [tenant, customer, mayDecide] = await Promise.all([
    g.client.query(directory.getTenant, {}, who),
    g.client.query(directory.getCustomer, { customerId: who.actor.id }, who),
    g.people.mayDecide(who),
  ]);
  const { name, slug, brand, company } = tenant;
  return {
    scope: who.invoiceId ? 'invoice' : who.quoteId ? 'quote' : 'portal',
    invoiceId: who.invoiceId && shown('inv', who.invoiceId),
    quoteId: who.quoteId && shown('quo', who.quoteId),
    tenant: {
      name,
      slug,
      brand,
      company: company && {
        legalName: company.legalName,
        email: company.email ?? null,
        phone: company.phone ?? null,
        website: company.website ?? null,
      },
    },
    customer: { name: customer.name },
    mayDecide,
    csrfToken: who.session.csrfToken,
    stripeJs: g.config.stripeJs.href,
  };
}

/** The browser that asks for a link, which alone may open it. */
function askingBrowser(c: Context): string {
  const known = readCookie(c, 'ask');
  const asking = known && /^[\w-]{43}$/.test(known) ? known : randomToken();
  writeCookie(c, 'ask', asking, askLife_s);
  return hexOf(asking);
}

/** Whether a link was asked for too often from here is said; whether anybody has this address is not, nor does the time tell. */
export async function askSignIn(
  g: Gateway,
  c: Context,
  network: string,
  ask: { tenant: string; email: string },
): Promise<void> {
  await g.limits.count(limits.askLink, network);
  const browserHash = askingBrowser(c);
  const often = !(await g.limits.within(limits.askLinkMail, `${ask.tenant} ${mailTag(g.sessionKey, ask.email)}`));
  const { tenantId } = await g.client.query(directory.findTenant, { slug: ask.tenant }, ofPlatform);
  if (often || !tenantId) return;
  await g
    .bus()
    .post(directory.requestSignIn, { email: ask.email, browserHash }, { ...ofTenant(tenantId), id: newId() });
}

export async function askRenewal(g: Gateway, c: Context, network: string, token: string): Promise<void> {
  await g.limits.count(limits.askLink, network);
  const browserHash = askingBrowser(c);
  const tokenHash = hexOf(token);
  const often = !(await g.limits.within(limits.askLinkMail, tokenHash));
  const { tenantId } = await g.client.query(directory.findLink, { tokenHash }, ofPlatform);
  if (often || !tenantId) return;
  await g.bus().post(directory.renewLink, { tokenHash, browserHash }, { ...ofTenant(tenantId), id: newId() });
}
