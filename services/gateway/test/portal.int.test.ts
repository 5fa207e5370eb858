import { directory } from '@purser/contracts';
import { newId } from '@purser/message';
import { asStaff, until } from '@purser/testing';
import { hashToken, randomToken } from '@purser/vault';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuidOf } from '../src/api/ids.ts';
import type { CustomerModel } from '../src/api/models/customer.ts';
import type { InvoiceModel } from '../src/api/models/invoice.ts';
import type { PanelModel } from '../src/api/models/panel.ts';
import type { PortalInvoiceModel, PortalSessionModel } from '../src/api/models/portal.ts';
import { invoiceLink, key, openWorld, type Staff, signInLink, type Tenant, type World } from './world.ts';

let world: World;
let tenant: Tenant;
let staff: Staff;
let customer: CustomerModel;
let invoice: InvoiceModel;
let sibling: InvoiceModel;
beforeAll(async () => {
  world = await openWorld();
  tenant = await world.tenant();
  staff = await world.staff(tenant);
  customer = await world.customer(staff);
  invoice = await world.invoice(staff, customer.id);
  sibling = await world.invoice(staff, customer.id);
});
afterAll(() => world?.stop());

const problem = (reply: { status: number; body: unknown }) => {
  const { code } = reply.body as { code: string };
  return [reply.status, code];
};

describe('an invoice’s link', () => {
  test('shows that invoice, and says who bills', async () => {
    const browser = world.browser();
    const token = await invoiceLink(world.platform, tenant.id, invoice);
    const session = await browser.send<PortalSessionModel>('POST', '/api/v1/portal/open', { token });
    expect(session.body).toMatchObject({
      scope: 'invoice',
      invoiceId: invoice.id,
      tenant: { name: 'Northwind IT' },
      customer: { name: 'Ada Ltd' },
    });
    const page = await browser.get<PortalInvoiceModel>(`/api/v1/portal/invoices/${invoice.id}`);
    expect(page.body).toMatchObject({
      canPay: true,
      holdInProgress: false,
      due: { amount: 12_000 },
      minimumPart: { amount: 30 },
    });
    const pdf = await browser.raw(`/api/v1/portal/invoices/${invoice.id}/pdf`);
    const bytes = Buffer.from(await pdf.arrayBuffer());
    expect([pdf.status, bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
  });

  test('reaches nothing else of the same customer', async () => {
    const browser = await world.linkHolder(tenant, invoice);
    for (const path of [`invoices/${sibling.id}`, `invoices/${sibling.id}/pdf`])
      expect(problem(await browser.get(`/api/v1/portal/${path}`))).toEqual([404, 'invoice_not_found']);
    for (const path of ['panels/invoices', 'panels/payments'])
      expect(problem(await browser.get(`/api/v1/portal/${path}`))).toEqual([403, 'one_invoice_only']);
    const pay = await browser.send('POST', `/api/v1/portal/invoices/${sibling.id}/payments`, {}, key());
    expect(problem(pay)).toEqual([404, 'invoice_not_found']);
  });

  test('opens no door of the staff’s', async () => {
    const browser = await world.linkHolder(tenant, invoice);
    browser.cookies.set('__Host-purser-staff', browser.cookies.get('__Host-purser-customer') ?? '');
    expect((await browser.get('/api/v1/invoices')).status).toBe(401);
  });

  test('taken back ends the sessions it opened, and says so to who opens it again', async () => {
    const bill = await world.invoice(staff, customer.id);
    const token = await invoiceLink(world.platform, tenant.id, bill);
    const browser = world.browser();
    await browser.send('POST', '/api/v1/portal/open', { token });
    const revoked = await staff.browser.send<{ revoked: number }>('POST', `/api/v1/invoices/${bill.id}/links/revoke`);
    expect(revoked.body.revoked).toBe(1);
    await until(
      'the session is over',
      async () => (await browser.get('/api/v1/portal/session')).status === 401,
      10_000,
    );
    const again = await browser.send<{ renewable: boolean }>('POST', '/api/v1/portal/open', { token });
    expect(problem(again)).toEqual([410, 'link_revoked']);
    expect(again.body.renewable).toBe(true);
  });

  test('is not spent by a scanner that fetches the pages', async () => {
    const asking = randomToken();
    const token = await signInLink(world.platform, tenant.id, customer.id, asking);
    const scanner = world.browser();
    for (const path of ['/signin', '/pay', `/portal/${tenant.slug}`])
      expect((await scanner.raw(`${path}#${token}`)).status).toBe(200);
    const browser = world.browser();
    browser.cookies.set('__Host-purser-ask', asking);
    expect((await browser.send('POST', '/api/v1/portal/open', { token })).status).toBe(200);
  });

  test('that nobody made is not known', async () => {
    const reply = await world.browser().send('POST', '/api/v1/portal/open', { token: randomToken() });
    expect(problem(reply)).toEqual([404, 'link_unknown']);
  });
});

describe('a sign-in link', () => {
  test('works once, and only in the browser that asked', async () => {
    const asking = randomToken();
    const token = await signInLink(world.platform, tenant.id, customer.id, asking);
    const elsewhere = await world.browser().send('POST', '/api/v1/portal/open', { token });
    expect(problem(elsewhere)).toEqual([410, 'link_elsewhere']);
    const browser = world.browser();
    browser.cookies.set('__Host-purser-ask', asking);
    expect((await browser.send('POST', '/api/v1/portal/open', { token })).status).toBe(200);
    const again = world.browser();
    again.cookies.set('__Host-purser-ask', asking);
    expect(problem(await again.send('POST', '/api/v1/portal/open', { token }))).toEqual([410, 'link_used']);
  });

  test('shows all of the customer’s invoices and nobody else’s', async () => {
    const other = await world.customer(staff, 'Eve Ltd');
    const foreign = await world.invoice(staff, other.id);
    const browser = await world.portalUser(tenant, customer.id);
    const panel = await browser.get<PanelModel>('/api/v1/portal/panels/invoices');
    const ids = panel.body.rows.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([invoice.id, sibling.id]));
    expect(ids).not.toContain(foreign.id);
    expect(panel.body.rows[0]?.href).toMatch(new RegExp(`^/portal/${tenant.slug}/invoices/inv_`));
    const aimed = await browser.get<PanelModel>(`/api/v1/portal/panels/invoices?customerId=${other.id}`);
    expect(aimed.body.rows?.map(({ id }) => id) ?? []).not.toContain(foreign.id);
    for (const path of [`invoices/${foreign.id}`, `invoices/${foreign.id}/pdf`])
      expect((await browser.get(`/api/v1/portal/${path}`)).status).toBe(404);
    expect((await browser.send('POST', `/api/v1/portal/invoices/${foreign.id}/payments`, {}, key())).status).not.toBe(
      200,
    );
  });

  test('is asked for with the same answer whether anybody has the address', async () => {
    const ask = (email: string) =>
      world.browser().send('POST', '/api/v1/portal/sign-in', { tenant: tenant.slug, email });
    const [known, unknown] = [await ask(customer.email), await ask('nobody@x.example')];
    expect([known.status, known.body]).toEqual([202, {}]);
    expect([unknown.status, unknown.body]).toEqual([202, {}]);
    const nowhere = await world
      .browser()
      .send('POST', '/api/v1/portal/sign-in', { tenant: 'no-such-tenant', email: customer.email });
    expect([nowhere.status, nowhere.body]).toEqual([202, {}]);
  });

  test('is bound to the browser that asked for it', async () => {
    const asker = await world.customer(staff);
    const browser = world.browser();
    await browser.send('POST', '/api/v1/portal/sign-in', { tenant: tenant.slug, email: asker.email });
    const asking = browser.cookies.get('__Host-purser-ask') ?? '';
    const browserHash = hashToken(asking).toString('hex');
    const ordered = { tenant: tenant.id, customerId: uuidOf(asker.id), browserHash };
    await until('the link was ordered', () => world.signInLinks.some((each) => each.browserHash === browserHash));
    expect(world.signInLinks).toContainEqual(ordered);
  });

  test('is sent anew to the address on file when it is spent, whoever asks', async () => {
    const asker = await world.customer(staff);
    const token = await signInLink(world.platform, tenant.id, asker.id, randomToken());
    const browser = world.browser();
    const answer = await browser.send('POST', '/api/v1/portal/renew', { token });
    const unknown = await world.browser().send('POST', '/api/v1/portal/renew', { token: randomToken() });
    expect([answer.status, answer.body]).toEqual([unknown.status, unknown.body]);
    const browserHash = hashToken(browser.cookies.get('__Host-purser-ask') ?? '').toString('hex');
    await until('the link was ordered', () => world.signInLinks.some((each) => each.browserHash === browserHash));
  });
});

describe('people of a customer', () => {
  const contactOf = async (owner: CustomerModel, role: 'owner' | 'billing' | 'member') => {
    const { client } = world.platform;
    const contactId = newId();
    const person = { contactId, customerId: uuidOf(owner.id), name: 'Grace', email: `${contactId}@example.com`, role };
    await client.command(directory.addContact, person, asStaff(tenant.id));
    return contactId;
  };
  const signedIn = async (owner: CustomerModel, contactId: string | null) => {
    const asking = randomToken();
    const token = await signInLink(world.platform, tenant.id, owner.id, asking, contactId);
    const browser = world.browser();
    browser.cookies.set('__Host-purser-ask', asking);
    const { body } = await browser.send<PortalSessionModel>('POST', '/api/v1/portal/open', { token });
    return { browser, mayDecide: body.mayDecide };
  };
  const deciding = [
    ['POST', 'payment-methods/setups', { consent: 'Yes.' }],
    ['POST', `payment-methods/pm_${'0'.repeat(32)}/default`, undefined],
    ['DELETE', `payment-methods/pm_${'0'.repeat(32)}`, undefined],
    ['POST', 'autopay', { on: false }],
    ['POST', `quotes/quo_${'0'.repeat(32)}/accept`, { name: 'Grace', consent: true, chosen: [], total: 1 }],
    ['POST', `quotes/quo_${'0'.repeat(32)}/decline`, {}],
  ] as const;

  test('who are plain members read and pay, and change neither cards nor automatic payment, and answer no quote', async () => {
    const owner = await world.customer(staff);
    const bill = await world.invoice(staff, owner.id);
    const { browser, mayDecide } = await signedIn(owner, await contactOf(owner, 'member'));
    expect(mayDecide).toBe(false);
    for (const [method, path, body] of deciding)
      expect([path, ...problem(await browser.send(method, `/api/v1/portal/${path}`, body, key()))]).toEqual([
        ...[path, 403, 'not_yours_to_decide'],
      ]);
    const page = await browser.get<PortalInvoiceModel>(`/api/v1/portal/invoices/${bill.id}`);
    expect([page.status, page.body.canPay]).toEqual([200, true]);
  });

  test.each(['owner', 'billing', null] as const)('%s may do all of it', async (role) => {
    const owner = await world.customer(staff);
    const contactId = role && (await contactOf(owner, role));
    const { browser, mayDecide } = await signedIn(owner, contactId);
    expect(mayDecide).toBe(true);
    for (const [method, path, body] of deciding)
      expect((await browser.send(method, `/api/v1/portal/${path}`, body, key())).status).not.toBe(403);
  });

  test('the role counts that they have now', async () => {
    const owner = await world.customer(staff);
    const contactId = await contactOf(owner, 'owner');
    const { browser } = await signedIn(owner, contactId);
    const change = { contactId, customerId: uuidOf(owner.id), name: 'Grace', email: `${contactId}@example.com` };
    await world.platform.client.command(
      directory.updateContact,
      { ...change, role: 'member' as const },
      asStaff(tenant.id),
    );
    await until('it is known', async () => {
      // Whoever asks more often than this is told to wait, which is another answer.
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const { status } = await browser.send('POST', '/api/v1/portal/autopay', { on: false }, key());
      return status === 403;
    });
  });
});

test('another tenant’s staff find neither customer nor invoice, under the right id', async () => {
  const stranger = await world.staff(await world.tenant());
  for (const path of [
    `customers/${customer.id}`,
    `invoices/${invoice.id}`,
    `invoices/${invoice.id}/pdf`,
    `invoices/${invoice.id}/timeline`,
    `invoices/${invoice.id}/document`,
  ])
    expect((await stranger.browser.get(`/api/v1/${path}`)).status).toBe(404);
  const { browser } = stranger;
  const put = await browser.send('PUT', `/api/v1/customers/${customer.id}`, { name: 'Eve', email: 'eve@x.example' });
  const paid = await browser.send(
    'POST',
    `/api/v1/invoices/${invoice.id}/payments`,
    { amount: 1, method: 'cash', receivedOn: invoice.issueDate },
    key(),
  );
  const voided = await browser.send('POST', `/api/v1/invoices/${invoice.id}/void`, { reason: 'mine' }, key());
  expect([put.status, paid.status, voided.status]).toEqual([404, 404, 404]);
  const own = await staff.browser.get<InvoiceModel>(`/api/v1/invoices/${invoice.id}`);
  expect(own.body.status).toBe('open');
});
