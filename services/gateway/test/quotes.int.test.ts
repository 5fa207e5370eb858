import { until } from '@purser/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CustomerModel } from '../src/api/models/customer.ts';
import type { InvoiceModel } from '../src/api/models/invoice.ts';
import type { PanelModel } from '../src/api/models/panel.ts';
import type { PortalSessionModel } from '../src/api/models/portal.ts';
import type { PortalQuoteModel, QuoteModel } from '../src/api/models/quote.ts';
import type { TimelineModel } from '../src/api/models/timeline.ts';
import type { Browser } from './browser.ts';
import { key, openWorld, quoteLink, type Staff, type Tenant, type World } from './world.ts';

let world: World;
let tenant: Tenant;
let staff: Staff;
let customer: CustomerModel;
beforeAll(async () => {
  world = await openWorld();
  tenant = await world.tenant();
  staff = await world.staff(tenant);
  customer = await world.customer(staff);
});
afterAll(() => world?.stop());

const vat = { id: 'vat', name: 'VAT', percent: '20', inclusive: false };
const offer = (customerId: string) => ({
  customerId,
  currency: 'GBP',
  note: 'For the new office',
  lines: [
    { id: 'base', description: 'Firewall', quantity: '1', unitAmount: 100_00, taxes: [vat] },
    {
      id: 'backup',
      description: 'Backup',
      quantity: '1',
      unitAmount: 50_00,
      taxes: [vat],
      optional: true,
      chosen: true,
    },
    { id: 'training', description: 'Training', quantity: '1', unitAmount: 10_00, taxes: [vat], optional: true },
  ],
});
const problem = (reply: { status: number; body: unknown }) => {
  const { code } = reply.body as { code: string };
  return [reply.status, code];
};

async function sentQuote(of = customer): Promise<QuoteModel> {
  const drafted = await staff.browser.send<QuoteModel>('POST', '/api/v1/quotes', offer(of.id), key());
  expect([drafted.status, drafted.body.status]).toEqual([201, 'draft']);
  const sent = await staff.browser.send<QuoteModel>('POST', `/api/v1/quotes/${drafted.body.id}/send`, {}, key());
  expect([sent.status, sent.body.status]).toEqual([200, 'sent']);
  return sent.body;
}
async function holder(quote: QuoteModel): Promise<Browser> {
  const browser = world.browser();
  const token = await quoteLink(world.platform, tenant.id, quote);
  expect((await browser.send('POST', '/api/v1/portal/open', { token })).status).toBe(200);
  return browser;
}
const yes = { name: 'Ada Lovelace', consent: true, chosen: ['training'], total: 132_00 };
const accept = (browser: Browser, quote: { id: string }, more: object = {}) =>
  browser.send<PortalQuoteModel>('POST', `/api/v1/portal/quotes/${quote.id}/accept`, { ...yes, ...more }, key());

test('quote to cash over the API: drafted, sent, accepted by its link, turned into an invoice once', async () => {
  const quote = await sentQuote();
  const browser = await holder(quote);
  const page = await browser.get<PortalQuoteModel>(`/api/v1/portal/quotes/${quote.id}`);
  expect(page.body).toMatchObject({ number: quote.number, status: 'sent', totals: { total: 180_00 } });
  const pdf = await browser.raw(`/api/v1/portal/quotes/${quote.id}/pdf`);
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  const accepted = await accept(browser, quote);
  expect(accepted.body).toMatchObject({
    status: 'accepted',
    totals: { total: 132_00 },
    acceptance: { name: 'Ada Lovelace' },
  });
  const seen = await staff.browser.get<QuoteModel>(`/api/v1/quotes/${quote.id}`);
  expect(seen.body.acceptance).toMatchObject({
    name: 'Ada Lovelace',
    by: 'customer',
    address: expect.stringMatching(/127\.0\.0\.1|::1/),
  });
  const asked = key();
  const convert = () =>
    staff.browser.send<{ invoiceId: string }>('POST', `/api/v1/quotes/${quote.id}/convert`, undefined, asked);
  const first = await convert();
  expect(first.status).toBe(201);
  expect((await convert()).body).toEqual(first.body);
  const again = await staff.browser.send('POST', `/api/v1/quotes/${quote.id}/convert`, undefined, key());
  expect(problem(again)).toEqual([422, 'quote_converted']);
  const invoice = await staff.browser.get<InvoiceModel>(`/api/v1/invoices/${first.body.invoiceId}`);
  expect(invoice.body).toMatchObject({
    ...{ status: 'draft', customer: { id: customer.id }, note: 'For the new office', totals: { total: 132_00 } },
    lines: [{ description: 'Firewall' }, { description: 'Training' }],
  });
  const { body } = await staff.browser.get<TimelineModel>(`/api/v1/quotes/${quote.id}/timeline`);
  expect(body.entries.map(({ title }) => title)).toEqual(
    expect.arrayContaining(['Drafted', 'Sent', 'Accepted', 'Turned into an invoice']),
  );
});

describe('a quote’s link', () => {
  test('opens that quote and says so, and nothing else of the same customer', async () => {
    const [quote, sibling] = [await sentQuote(), await sentQuote()];
    const invoice = await world.invoice(staff, customer.id);
    const browser = await holder(quote);
    const session = await browser.get<PortalSessionModel>('/api/v1/portal/session');
    expect(session.body).toMatchObject({ scope: 'quote', quoteId: quote.id, invoiceId: null });
    for (const path of [`quotes/${sibling.id}`, `quotes/${sibling.id}/pdf`])
      expect(problem(await browser.get(`/api/v1/portal/${path}`))).toEqual([404, 'quote_not_found']);
    for (const path of [`invoices/${invoice.id}`, `invoices/${invoice.id}/pdf`, 'panels/invoices', 'panels/quotes'])
      expect(problem(await browser.get(`/api/v1/portal/${path}`))).toEqual([403, 'one_quote_only']);
    const pay = await browser.send('POST', `/api/v1/portal/invoices/${invoice.id}/payments`, {}, key());
    expect(problem(pay)).toEqual([403, 'one_quote_only']);
    for (const act of ['accept', 'decline', 'ask']) {
      const body = act === 'accept' ? yes : act === 'decline' ? {} : undefined;
      const reply = await browser.send('POST', `/api/v1/portal/quotes/${sibling.id}/${act}`, body, key());
      expect(problem(reply)).toEqual([404, 'quote_not_found']);
    }
    const bills = await world.linkHolder(tenant, invoice);
    expect(problem(await bills.get(`/api/v1/portal/quotes/${quote.id}`))).toEqual([403, 'one_invoice_only']);
  });

  test('of an older version leads on to the newer one, which alone can be accepted', async () => {
    const quote = await sentQuote();
    const browser = await holder(quote);
    const revised = await staff.browser.send<QuoteModel>('POST', `/api/v1/quotes/${quote.id}/revise`, undefined, key());
    expect(revised.body).toMatchObject({ status: 'draft', version: 2, number: quote.number });
    const newer = revised.body;
    // A draft is nobody's business yet.
    expect(problem(await browser.get(`/api/v1/portal/quotes/${newer.id}`))).toEqual([404, 'quote_not_found']);
    await staff.browser.send('POST', `/api/v1/quotes/${newer.id}/send`, {}, key());
    const old = await browser.get<PortalQuoteModel>(`/api/v1/portal/quotes/${quote.id}`);
    expect(old.body).toMatchObject({ status: 'superseded', newer: newer.id });
    expect(problem(await accept(browser, quote))).toEqual([422, 'quote_superseded']);
    expect((await accept(browser, newer)).body).toMatchObject({ status: 'accepted', version: 2 });
  });

  test('that is over says so; who asks for a new one from there is heard by staff', async () => {
    const quote = await sentQuote();
    const token = await quoteLink(world.platform, tenant.id, quote, new Date(Date.now() - 1000));
    const browser = world.browser();
    expect(problem(await browser.send('POST', '/api/v1/portal/open', { token }))).toEqual([410, 'link_expired']);
    await staff.browser.send('POST', `/api/v1/quotes/${quote.id}/withdraw`, undefined, key());
    expect((await browser.send('POST', '/api/v1/portal/renew', { token })).status).toBe(202);
    await until('staff see it', async () => {
      const { body } = await staff.browser.get<QuoteModel>(`/api/v1/quotes/${quote.id}`);
      return body.askedAt !== null;
    });
  });
});

describe('an answer', () => {
  test('that comes twice at once is taken once, and the other is told kindly', async () => {
    const quote = await sentQuote();
    const browsers = [await holder(quote), await holder(quote)];
    const replies = await Promise.all(browsers.map((browser) => accept(browser, quote)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 422]);
    const late = replies.find(({ status }) => status === 422);
    expect(late?.body).toMatchObject({ code: 'quote_accepted', detail: expect.stringContaining('accepted already') });
  });

  test('to what is withdrawn, at another price, without consent, or of lines that are no choice is refused', async () => {
    const quote = await sentQuote();
    const browser = await holder(quote);
    expect(problem(await accept(browser, quote, { total: 1 }))).toEqual([422, 'quote_total_differs']);
    for (const wrong of [
      { consent: false },
      { chosen: ['base'] },
      { chosen: ['nothing'] },
      { name: '' },
      { address: '1.2.3.4' },
    ])
      expect((await accept(browser, quote, wrong)).status).toBe(400);
    const unkeyed = await browser.send('POST', `/api/v1/portal/quotes/${quote.id}/accept`, yes);
    expect(problem(unkeyed)).toEqual([400, 'idempotency_key_required']);
    await staff.browser.send('POST', `/api/v1/quotes/${quote.id}/withdraw`, undefined, key());
    expect(problem(await accept(browser, quote))).toEqual([422, 'quote_withdrawn']);
  });

  test('of script is kept as it was typed', async () => {
    const quote = await sentQuote();
    const browser = await holder(quote);
    const reason = '<img src=x onerror=alert(1)> too dear';
    const declined = await browser.send('POST', `/api/v1/portal/quotes/${quote.id}/decline`, { reason }, key());
    expect(declined.body).toMatchObject({ status: 'declined' });
    const { body } = await staff.browser.get<QuoteModel>(`/api/v1/quotes/${quote.id}`);
    expect(body.decline?.reason).toBe(reason);
  });
});

test('another customer and another tenant find no quote, under the right id', async () => {
  const quote = await sentQuote();
  const other = await world.customer(staff, 'Eve Ltd');
  const eve = await world.portalUser(tenant, other.id);
  for (const path of [`quotes/${quote.id}`, `quotes/${quote.id}/pdf`])
    expect((await eve.get(`/api/v1/portal/${path}`)).status).toBe(404);
  expect((await accept(eve, quote)).status).toBe(404);
  const { body } = await eve.get<PanelModel>('/api/v1/portal/panels/quotes');
  expect(body.rows).toEqual([]);
  const stranger = await world.staff(await world.tenant());
  for (const path of ['', '/pdf', '/timeline', '/document'])
    expect((await stranger.browser.get(`/api/v1/quotes/${quote.id}${path}`)).status).toBe(404);
  for (const act of ['send', 'withdraw', 'revise', 'convert', 'decline']) {
    const body = act === 'send' || act === 'decline' ? {} : undefined;
    expect((await stranger.browser.send('POST', `/api/v1/quotes/${quote.id}/${act}`, body, key())).status).toBe(404);
  }
  const own = await world.portalUser(tenant, customer.id);
  const mine = await own.get<PanelModel>('/api/v1/portal/panels/quotes');
  expect(mine.body.rows.map(({ id }) => id)).toContain(quote.id);
  expect(mine.body.rows[0]?.href).toMatch(new RegExp(`^/portal/${tenant.slug}/quotes/quo_`));
});

test('the list goes by pages, newest first, and by status', async () => {
  const buyer = await world.customer(staff, 'Pages Ltd');
  const quotes = [await sentQuote(buyer), await sentQuote(buyer), await sentQuote(buyer)];
  type List = { data: QuoteModel[]; next: string | null };
  const read = (query: string) => staff.browser.get<List>(`/api/v1/quotes?customer=${buyer.id}${query}`);
  const first = (await read('&limit=2')).body;
  const rest = (await read(`&limit=2&after=${encodeURIComponent(first.next ?? '')}`)).body;
  expect([...first.data, ...rest.data].map(({ id }) => id)).toEqual(quotes.map(({ id }) => id).toReversed());
  expect(rest.next).toBeNull();
  expect((await read('&status=accepted')).body.data).toEqual([]);
});
