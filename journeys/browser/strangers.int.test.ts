import { payerOf, staffAt } from '@purser/local/people';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bill, type House, openHouse, openShop, type Shop, shownAs } from './house.ts';
import { journey } from './people/patience.ts';

let house: House;
let ours: Shop;
let theirs: Shop;
beforeAll(async () => {
  house = await openHouse();
  ours = await openShop(house.town);
  theirs = await openShop(house.town);
});
afterAll(() => house?.stop());

test(
  'staff of another tenant find nothing of ours: not by its address, not by its id, not by listening',
  journey,
  async () => {
    const { town, browser } = house;
    const mine = await bill(town, ours);
    const stranger = await staffAt(browser, town.edge.url);
    await stranger.signIn(theirs.owner);
    const { page } = stranger;

    await page.goto(`/admin/invoices/${mine.shownId}`);
    await page.getByText(/could not load the invoice/i).waitFor();
    expect(await page.locator('body').textContent()).not.toMatch(/NW-0001|Ada Ltd|120\.00/);
    await page.goto(`/admin/customers/${shownAs('cus', mine.customerId)}`);
    await page
      .getByText(/could not load/i)
      .first()
      .waitFor();
    expect(await page.locator('body').textContent()).not.toContain('Ada Ltd');

    const answers = await page.evaluate<Record<string, number>>(asking(mine.shownId, shownAs('cus', mine.customerId)));
    expect(answers).toEqual(Object.fromEntries(Object.keys(answers).map((asked) => [asked, 404])));
    expect(Object.keys(answers)).toHaveLength(12);
    // The link that they tried to take back opens.
    const payer = await payerOf(browser);
    await payer.openLink(mine.link);
    await payer.leave();
    for (const list of ['/invoices', '/customers', '/payments', '/mails']) {
      const { data } = await page.evaluate<{ data: unknown[] }>(
        `fetch('/api/v1${list}').then((answer) => answer.json())`,
      );
      expect({ list, data }).toEqual({ list, data: [] });
    }
    expect(await page.evaluate(`fetch('/api/v1/search?q=NW-0001').then((answer) => answer.json())`)).toMatchObject({
      customers: [],
      invoices: [],
    });
    await stranger.leave();
  },
);

/** Everything that leads to one of our things, asked with the stranger's own session and its CSRF token. */
const asking = (invoice: string, customer: string) => `(async () => {
  const { csrfToken } = await (await fetch('/api/v1/session')).json();
  const headers = { 'x-csrf-token': csrfToken, 'content-type': 'application/json' };
  const ask = async (method, path, body) => {
    const key = { 'idempotency-key': crypto.randomUUID() };
    const answer = await fetch('/api/v1' + path, method === 'GET' ? {} : { method, headers: { ...headers, ...key }, body: JSON.stringify(body) });
    return [method + ' ' + path.replace(/(inv|cus)_[0-9a-f]{32}/, '$1'), answer.status];
  };
  const invoice = '/invoices/${invoice}';
  return Object.fromEntries(await Promise.all([
    ask('GET', invoice),
    ask('GET', invoice + '/pdf'),
    ask('GET', invoice + '/document'),
    ask('GET', invoice + '/timeline'),
    ask('POST', invoice + '/void', { reason: 'mine now' }),
    ask('POST', invoice + '/credit', { reason: 'mine now' }),
    ask('POST', invoice + '/payments', { amount: 12000, method: 'cash', receivedOn: '2026-01-01' }),
    ask('POST', invoice + '/send', {}),
    ask('POST', invoice + '/links/revoke', {}),
    ask('GET', '/customers/${customer}'),
    ask('PUT', '/customers/${customer}', { name: 'Mine', email: 'mine@example.com' }),
    ask('POST', '/customers/${customer}/contacts', { name: 'Mine', email: 'mine@example.com', role: 'billing' }),
  ]));
})()`;

test('the live feed tells each tenant of its own affairs and of nobody else’s', journey, async () => {
  const { town, browser } = house;
  const [us, them] = [await staffAt(browser, town.edge.url), await staffAt(browser, town.edge.url)];
  await us.signIn(ours.owner);
  await them.signIn(theirs.owner);
  for (const { page } of [us, them]) {
    await page.evaluate(listening);
    await until('the feed is open', () => page.evaluate<boolean>('heard.open'));
  }
  const [mine, hers] = [await bill(town, ours), await bill(town, theirs)];
  const heardBy = (page: typeof us.page) => page.evaluate<string>('JSON.stringify(heard.events)');
  // What was to be heard is there, so what was not to be heard would be too.
  for (const [{ page }, { shownId }] of [
    [us, mine],
    [them, hers],
  ] as const)
    await until('the mail is told of', async () => {
      const heard = await heardBy(page);
      return heard.includes(shownId) && heard.includes('mail.sent');
    });
  const [weHeard, theyHeard] = [await heardBy(us.page), await heardBy(them.page)];
  for (const { shownId, customerId } of [hers])
    for (const id of [shownId, shownAs('cus', customerId)]) expect(weHeard).not.toContain(id);
  for (const { shownId, customerId } of [mine])
    for (const id of [shownId, shownAs('cus', customerId)]) expect(theyHeard).not.toContain(id);
  await Promise.all([us.leave(), them.leave()]);
});

const types = ['customer.created', 'invoice.drafted', 'invoice.issued', 'mail.sent'];
const listening = `(() => {
  globalThis.heard = { open: false, events: [] };
  const source = new EventSource('/api/v1/live');
  source.onopen = () => { heard.open = true; };
  for (const type of ${JSON.stringify(types)}) source.addEventListener(type, ({ data }) => heard.events.push([type, data]));
})()`;
