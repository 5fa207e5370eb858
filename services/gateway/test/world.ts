import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Transport } from '@purser/bus';
import { directory as directoryContract } from '@purser/contracts';
import { connect, type Sql } from '@purser/db';
import { directory } from '@purser/directory/service';
import { invoicing } from '@purser/invoicing/service';
import { newId, platformTenant, type Role } from '@purser/message';
import { type Listening, listen, type ServiceDefinition } from '@purser/service';
import { asService, type TestPlatform, testPlatform } from '@purser/testing';
import { hashToken, randomToken } from '@purser/vault';
import { uuidOf } from '../src/api/ids.ts';
import type { CustomerModel } from '../src/api/models/customer.ts';
import type { InvoiceModel } from '../src/api/models/invoice.ts';
import type { QuoteModel } from '../src/api/models/quote.ts';
import type { SessionModel } from '../src/api/models/session.ts';
import { openPasswords } from '../src/identity/password.ts';
import { gatewayWith } from '../src/service.ts';
import { type Browser, openBrowser, publicOrigin } from './browser.ts';
import {
  accountingDouble,
  notificationsDouble,
  type Ordered,
  type SignInLink,
  type StatementMail,
  type TestMail,
} from './doubles.ts';

export const password = 'correct horse battery staple';

export type Tenant = { id: string; slug: string };
export type Staff = { staffId: string; email: string; browser: Browser; session: SessionModel };

/** The gateway before real services, on a real port. */
export type World = {
  platform: TestPlatform;
  base: string;
  /** Looks behind the walls. */
  admin: Sql;
  /** The sign-in links that directory had mailed. */
  signInLinks: readonly SignInLink[];
  /** The mails that people sent themselves as a test. */
  testMails: readonly TestMail[];
  /** The statements that were to be mailed. */
  statements: readonly StatementMail[];
  browser(headers?: Record<string, string>): Browser;
  tenant(): Promise<Tenant>;
  /** Somebody who works for the tenant, with a password and not signed in. */
  person(tenant: Tenant, role?: Role, staffId?: string): Promise<{ staffId: string; email: string }>;
  signIn(email: string, browser?: Browser): Promise<{ browser: Browser; session: SessionModel }>;
  staff(tenant: Tenant, role?: Role): Promise<Staff>;
  customer(staff: Staff, name?: string): Promise<CustomerModel>;
  draft(staff: Staff, customerId: string): Promise<InvoiceModel>;
  invoice(staff: Staff, customerId: string): Promise<InvoiceModel>;
  /** A browser that opened an invoice's link. */
  linkHolder(tenant: Tenant, invoice: InvoiceModel): Promise<Browser>;
  /** A browser that opened a sign-in link. */
  portalUser(tenant: Tenant, customerId: string): Promise<Browser>;
  stop(): Promise<void>;
};

type Options = {
  services?: readonly ServiceDefinition[];
  env?: Record<string, string>;
  /** In place of the platform's own bus; then nobody can say when it is quiet. */
  connect?: (service: string) => Promise<Transport>;
};

export async function openWorld({ services = [], env = {}, connect: ownBus }: Options = {}): Promise<World> {
  const dir = await mkdtemp(join(tmpdir(), 'purser-gateway-'));
  const dist = join(dir, 'dist');
  await mkdir(join(dist, 'assets'), { recursive: true });
  for (const page of ['admin', 'portal']) await writeFile(join(dist, `${page}.html`), template);
  await writeFile(join(dist, 'assets', 'app-a1b2.js'), 'export {};');
  await writeFile(join(dir, 'private.js'), 'export const secret = 1;');
  const gateway = gatewayWith({ checkAnswers: true, dist: pathToFileURL(`${dist}/`), heartbeat_ms: 100 });
  const given = new Set(services.map(({ name }) => name));
  const ordered: Ordered = { signInLinks: [], testMails: [], statements: [] };
  const doubles = [notificationsDouble(ordered), accountingDouble].filter(({ name }) => !given.has(name));
  const platform = await testPlatform({
    services: [gateway, directory, invoicing, ...doubles, ...services],
    // A busy machine is not what these tests are about.
    tuning: { lease_ms: 20_000 },
    ...(ownBus && { connect: ownBus }),
    env: {
      PURSER_MODE: 'sandbox',
      PURSER_PUBLIC_URL: publicOrigin,
      PURSER_SESSION_KEY: randomToken(),
      PURSER_TRUSTED_PROXIES: '1',
      PURSER_PDF_WORKERS: '1',
      ...env,
    },
  });
  const server = await serve(platform);
  const base = `http://127.0.0.1:${server.port}`;
  const behind = connect({ url: platform.database.adminUrl, max: 2, name: 'gateway tests' });
  const admin = behind.sql;
  const passwordHash = await openPasswords().hash(password);
  const { client } = platform;
  const world: World = {
    platform,
    base,
    admin,
    ...ordered,
    browser: (headers) => openBrowser(base, headers),
    tenant: async () => {
      const id = newId();
      const slug = `t${id.replaceAll('-', '').slice(-20)}`;
      const input = {
        name: 'Northwind IT',
        timeZone: 'Europe/London',
        currency: 'GBP',
        terms_days: 14,
        taxRounding: 'line' as const,
        numberPrefix: 'NW-',
        slug,
      };
      await client.command(directoryContract.createTenant, input, asService(id, 'gateway'));
      await platform.quiet();
      return { id, slug };
    },
    person: async (tenant, role = 'owner', staffId = newId()) => {
      const email = `${staffId}@northwind.example`;
      const self = asService(platformTenant, 'gateway');
      await client.command(directoryContract.createStaff, { staffId, name: 'Grace Hopper', email, passwordHash }, self);
      await client.command(directoryContract.setMembership, { staffId, tenantId: tenant.id, role }, self);
      return { staffId, email };
    },
    signIn: async (email, browser = openBrowser(base)) => {
      const reply = await browser.send<SessionModel>('POST', '/api/v1/session', { email, password });
      if (reply.status !== 200) throw new Error(`sign-in: ${reply.status} ${JSON.stringify(reply.body)}`);
      return { browser, session: reply.body };
    },
    staff: async (tenant, role) => {
      const person = await world.person(tenant, role);
      return { ...person, ...(await world.signIn(person.email)) };
    },
    customer: async ({ browser }, name = 'Ada Ltd') => {
      const email = `${newId()}@ada.example`;
      const reply = await browser.send<CustomerModel>('POST', '/api/v1/customers', { name, email });
      if (reply.status !== 201) throw new Error(`customer: ${reply.status} ${JSON.stringify(reply.body)}`);
      await platform.quiet();
      return reply.body;
    },
    draft: async ({ browser }, customerId) => {
      const reply = await browser.send<InvoiceModel>('POST', '/api/v1/invoices', draftOf(customerId));
      if (reply.status !== 201) throw new Error(`draft: ${reply.status} ${JSON.stringify(reply.body)}`);
      return reply.body;
    },
    invoice: async (staff, customerId) => {
      const { id } = await world.draft(staff, customerId);
      const reply = await staff.browser.send<InvoiceModel>('POST', `/api/v1/invoices/${id}/issue`, {}, key());
      if (reply.status !== 200) throw new Error(`issue: ${reply.status} ${JSON.stringify(reply.body)}`);
      await platform.quiet();
      return reply.body;
    },
    linkHolder: async (tenant, invoice) => {
      const browser = openBrowser(base);
      const token = await invoiceLink(platform, tenant.id, invoice);
      const reply = await browser.send('POST', '/api/v1/portal/open', { token });
      if (reply.status !== 200) throw new Error(`open: ${reply.status} ${JSON.stringify(reply.body)}`);
      return browser;
    },
    portalUser: async (tenant, customerId) => {
      const browser = openBrowser(base);
      const asking = randomToken();
      browser.cookies.set('__Host-purser-ask', asking);
      const token = await signInLink(platform, tenant.id, customerId, asking);
      const reply = await browser.send('POST', '/api/v1/portal/open', { token });
      if (reply.status !== 200) throw new Error(`open: ${reply.status} ${JSON.stringify(reply.body)}`);
      return browser;
    },
    stop: async () => {
      await behind.close();
      // First: an open stream would keep the server.
      await platform.stop();
      await server.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
  return world;
}

function serve(platform: TestPlatform): Promise<Listening> {
  const { routes } = platform.service('gateway').built;
  if (!routes) throw new Error('the gateway has no routes');
  return listen([routes], { ready: async () => ({}), metrics: async () => '' }, 0, '127.0.0.1');
}

export const key = (of: string = newId()) => ({ 'idempotency-key': of });

export const draftOf = (customerId: string) => ({
  customerId,
  currency: 'GBP',
  lines: [
    {
      id: 'l1',
      description: 'Managed laptops',
      quantity: '4',
      unitAmount: 2500,
      taxes: [{ id: 'vat20', name: 'VAT', percent: '20', inclusive: false }],
    },
  ],
});

const hexOf = (token: string) => hashToken(token).toString('hex');

/** As notifications does when it mails an invoice. */
export async function invoiceLink(platform: TestPlatform, tenant: string, invoice: InvoiceModel): Promise<string> {
  const token = randomToken();
  const mails = await platform.speakAs('notifications');
  const link = {
    kind: 'invoice' as const,
    linkId: newId(),
    tokenHash: hexOf(token),
    customerId: uuidOf(invoice.customer.id),
    invoiceId: uuidOf(invoice.id),
  };
  await mails.command(directoryContract.createLink, link, asService(tenant, 'notifications'));
  return token;
}

/** As notifications does when somebody asked to sign in from a browser with this cookie. */
export async function signInLink(
  platform: TestPlatform,
  tenant: string,
  customerId: string,
  asking: string,
  contactId: string | null = null,
): Promise<string> {
  const token = randomToken();
  const mails = await platform.speakAs('notifications');
  const link = {
    kind: 'signIn' as const,
    linkId: newId(),
    tokenHash: hexOf(token),
    customerId: uuidOf(customerId),
    contactId,
    browserHash: hexOf(asking),
  };
  await mails.command(directoryContract.createLink, link, asService(tenant, 'notifications'));
  return token;
}

const template = `<!doctype html><html><head><title>t</title>
<script type="application/json" id="boot">"__BOOT__"</script>
<script nonce="__NONCE__" type="module" src="/ui/assets/x.js"></script></head><body></body></html>`;

/** As notifications does when it mails a quote. */
export async function quoteLink(
  platform: TestPlatform,
  tenant: string,
  quote: QuoteModel,
  expiresAt = new Date(Date.now() + 86_400_000),
): Promise<string> {
  const token = randomBytes(32).toString('hex');
  const mails = await platform.speakAs('notifications');
  const link = {
    kind: 'quote' as const,
    linkId: newId(),
    tokenHash: hexOf(token),
    customerId: uuidOf(quote.customer.id),
    quoteId: uuidOf(quote.id),
    expiresAt: expiresAt.toISOString(),
  };
  await mails.command(directoryContract.createLink, link, asService(tenant, 'notifications'));
  return token;
}
