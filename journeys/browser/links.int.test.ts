import { directory } from '@purser/contracts';
import { atDesk, onPhone, payerOf, visitor } from '@purser/local/people';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkIn, mailsTo, untilMail } from '../spine/mailbox.ts';
import { bill, type House, invoiceOf, openHouse, openShop, type Shop } from './house.ts';
import { customerAt } from './people/customer.ts';
import { look } from './people/looks.ts';
import { journey } from './people/patience.ts';

const minute_ms = 60_000;
const day_ms = 86_400_000;

let house: House;
let shop: Shop;
beforeAll(async () => {
  house = await openHouse();
  shop = await openShop(house.town);
});
afterAll(() => house?.stop());

/** Does something so much later by machine time, in which links live. */
async function later<T>(ms: number, act: () => Promise<T>): Promise<T> {
  const { clock } = house.town.platform;
  const { machine } = clock;
  clock.machine = () => new Date(machine().getTime() + ms);
  try {
    return await act();
  } finally {
    clock.machine = machine;
  }
}

test('an invoice’s link opens again and again, and never stays in the address', journey, async () => {
  const { town, browser } = house;
  const { link } = await bill(town, shop);
  const payer = await payerOf(browser);
  for (const _time of [1, 2]) {
    await payer.openLink(link);
    expect(payer.page.url()).toBe(`${town.edge.url}/pay`);
  }
  // A reload needs no token.
  await payer.page.reload();
  await payer.page.getByRole('heading', { name: 'Invoice NW-0001' }).waitFor();
  expect(await payer.page.evaluate('history.length')).toBeLessThanOrEqual(4);
  expect(payer.faults).toEqual([]);
  await payer.leave();
});

test('a sign-in link works once; the second time it says so and a new one comes, which works', journey, async () => {
  const { town, browser } = house;
  const { email } = await bill(town, shop);
  const customer = await customerAt(browser, town, shop);
  await customer.askForLink(email);
  await look(customer.page, 'sign in asked');
  const first = linkIn(await untilMail(town, email, 'Sign in'));
  await customer.signInWith(first);
  await customer.page.getByRole('heading', { name: 'Invoices' }).waitFor();
  const again = await customer.tab();
  await again.goto(first);
  await again.getByRole('button', { name: 'Sign in' }).click();
  await again.getByRole('heading', { name: 'This link has been used' }).waitFor();
  await look(again, 'link used');
  // An address gets one link a minute.
  const second = await later(2 * minute_ms, async () => {
    await again.getByRole('button', { name: 'Send me a new link' }).click();
    await again.getByRole('heading', { name: 'Look at your mail' }).waitFor();
    return until('another sign-in mail', async () => {
      const mails = (await mailsTo(town, email)).filter(({ subject }) => subject.includes('Sign in'));
      return mails.length === 2 && mails[1] && linkIn(mails[1]);
    });
  });
  expect(second).not.toBe(first);
  await again.goto('about:blank');
  await again.goto(second);
  await again.getByRole('button', { name: 'Sign in' }).click();
  await again.getByRole('heading', { name: 'Invoices' }).waitFor();
  expect(customer.faults).toEqual([]);
  await customer.leave();
});

test('a link that is too old says so and offers a new one, which opens the invoice', journey, async () => {
  const { town, browser } = house;
  const { link, email } = await bill(town, shop);
  const payer = await payerOf(browser);
  await later(401 * day_ms, async () => {
    await payer.page.goto(link);
    await payer.page.getByRole('heading', { name: 'This link is no longer valid' }).waitFor();
    await look(payer.page, 'link expired');
    await payer.page.getByRole('button', { name: 'Send me a new link' }).click();
    await payer.page.getByRole('heading', { name: 'Look at your mail' }).waitFor();
    await look(payer.page, 'link renewed');
    const fresh = linkIn(await untilMail(town, email, 'Your link to invoice'));
    expect(fresh).not.toBe(link);
    await payer.page.goto('about:blank');
    await payer.openLink(fresh);
  });
  expect(payer.faults).toEqual([]);
  await payer.leave();
});

test('a sign-in link that lay for eleven minutes opens nothing', journey, async () => {
  const { town, browser } = house;
  const { email } = await bill(town, shop);
  const customer = await customerAt(browser, town, shop);
  await customer.askForLink(email);
  const link = linkIn(await untilMail(town, email, 'Sign in'));
  await later(11 * minute_ms, async () => {
    await customer.page.goto(link);
    await customer.page.getByRole('button', { name: 'Sign in' }).click();
    await customer.page.getByRole('heading', { name: 'This link is no longer valid' }).waitFor();
  });
  await customer.leave();
});

test('who was forwarded an invoice’s link sees that invoice and nothing else', journey, async () => {
  const { town, browser } = house;
  const email = `ada-${newId()}@example.com`;
  const one = await bill(town, shop, email);
  const otherId = await town.invoice(shop, one.customerId);
  const strangers = await bill(town, shop);
  const stranger = await payerOf(browser, onPhone);
  await stranger.openLink(one.link);
  const ask = (path: string) =>
    stranger.page.evaluate<number>(`fetch(${JSON.stringify(`/api/v1/portal${path}`)}).then(({ status }) => status)`);
  const hex = (id: string) => id.replaceAll('-', '');
  expect(await ask(`/invoices/${one.shownId}`)).toBe(200);
  expect(await ask(`/invoices/${one.shownId}/pdf`)).toBe(200);
  // The same customer's other invoice, and somebody else's.
  for (const id of [hex(otherId), hex(strangers.invoiceId)]) {
    expect(await ask(`/invoices/inv_${id}`)).toBe(404);
    expect(await ask(`/invoices/inv_${id}/pdf`)).toBe(404);
  }
  for (const panel of ['/panels/invoices', '/panels/payments']) expect(await ask(panel)).toBe(403);
  expect(await stranger.page.evaluate<number>(`fetch('/api/v1/invoices').then(({ status }) => status)`)).toBe(401);
  await stranger.page.goto(`${town.edge.url}/portal/${shop.slug}/invoices`);
  await stranger.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await stranger.page.goto(`${town.edge.url}/admin`);
  await stranger.page.getByLabel('Password').waitFor();
  await stranger.leave();
});

test('a sign-in link opens in no other browser, and is not spent there', journey, async () => {
  const { town, browser } = house;
  const { email } = await bill(town, shop);
  const customer = await customerAt(browser, town, shop);
  await customer.askForLink(email);
  const link = linkIn(await untilMail(town, email, 'Sign in'));
  const stranger = await visitor(browser, atDesk);
  // Programs that look at mails fetch what is in them, and press nothing.
  expect((await fetch(link)).status).toBe(200);
  await stranger.page.goto(link);
  await stranger.page.getByRole('button', { name: 'Sign in' }).click();
  await stranger.page.getByRole('heading', { name: 'This link belongs to another browser' }).waitFor();
  await look(stranger.page, 'link elsewhere');
  expect(await stranger.context.cookies()).toEqual([]);
  await customer.signInWith(link);
  await customer.page.getByRole('heading', { name: 'Invoices' }).waitFor();
  await Promise.all([customer.leave(), stranger.leave()]);
});

test(
  'what staff take back opens for nobody, and whoever had it open is shown out within seconds',
  journey,
  async () => {
    const { town, browser } = house;
    const { link, shownId, invoiceId } = await bill(town, shop);
    const payer = await payerOf(browser);
    await payer.openLink(link);
    await town.platform.client.command(directory.revokeLinks, { invoiceId }, shop.staff);
    const asked = `fetch('/api/v1/portal/invoices/${shownId}').then(({ status }) => status)`;
    await until('the page is shut', async () => (await payer.page.evaluate(asked)) === 401);
    await payer.page.goto('about:blank');
    await payer.page.goto(link);
    await payer.page.getByRole('heading', { name: 'This link was taken back' }).waitFor();
    await look(payer.page, 'link revoked');
    expect((await invoiceOf(town, shop, invoiceId)).status).toBe('open');
    await payer.page.goto('about:blank');
    await payer.page.goto(`${link.slice(0, -3)}abc`);
    await payer.page.getByRole('heading', { name: 'This link is not known' }).waitFor();
    await look(payer.page, 'link unknown');
    await payer.leave();
  },
);
