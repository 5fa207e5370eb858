import { cards, payerOf, payPage } from '@purser/local/people';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bill, chargesFor, type House, invoiceOf, openHouse, openShop, type Shop } from './house.ts';
import { look } from './people/looks.ts';
import { journey } from './people/patience.ts';

let house: House;
let shop: Shop;
beforeAll(async () => {
  house = await openHouse();
  shop = await openShop(house.town);
});
afterAll(() => house?.stop());

test('a declined card is told of with tact, and another on the same form pays', journey, async () => {
  const { town, browser } = house;
  const { link, invoiceId } = await bill(town, shop);
  const payer = await payerOf(browser);
  await payer.openLink(link);
  await payer.choose('all');
  for (const [card, title] of [
    [cards.noMoney, 'The card does not have enough money for this.'],
    [cards.lost, 'Your bank declined this payment.'],
    [cards.stolen, 'Your bank declined this payment.'],
  ] as const) {
    await payer.typeCard(card);
    await payer.pressPay();
    await payer.notice(title).waitFor();
    await payer.notice(/Try another card/).waitFor();
    expect(await payer.page.locator('body').textContent()).not.toMatch(/lost|stolen|fraud|suspect|pick.?up/i);
  }
  await look(payer.page, 'pay declined');
  expect(await chargesFor(town, invoiceId)).toEqual([]);
  await payer.typeCard(cards.good);
  await payer.pressPay();
  await payer.paid();
  expect(await payer.page.getByRole('main').getByText('declined').count()).toBe(0);
  expect(await chargesFor(town, invoiceId)).toMatchObject([{ amount: 12_000, captured: true }]);
  expect(payer.faults).toEqual([]);
  await payer.leave();
});

test('a link is opened and its invoice read once, before the page’s own scripts have come', journey, async () => {
  const { town, browser } = house;
  const { link } = await bill(town, shop);
  const payer = await payerOf(browser);
  const { page } = payer;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  const read = page.waitForResponse(/portal\/invoices\/inv_[0-9a-f]{32}$/);
  await page.route(/\/ui\/assets\/.*\.js$/, async (route) => {
    await read;
    await route.continue();
  });
  await payer.openLink(link);
  await page.getByRole('button', { name: /^Continue to pay/ }).waitFor();
  const begun = asked.filter((each) => /portal\/(open|invoices\/inv_[0-9a-f]{32})$/.test(each));
  expect(begun).toEqual(['POST /api/v1/portal/open', expect.stringMatching(/^GET .*inv_/)]);
  expect(new URL(page.url()).hash).toBe('');
  expect(payer.faults).toEqual([]);
  await payer.leave();
});

test('a payer who fails 3D Secure is told so, has paid nothing, and may try again', journey, async () => {
  const { town, browser } = house;
  const { link, invoiceId } = await bill(town, shop);
  const payer = await payerOf(browser);
  await payer.openLink(link);
  await payer.choose('all');
  await payer.typeCard(cards.threeDSecure);
  await payer.pressPay();
  await payer.failAtBank();
  await payer.notice('Your bank could not confirm that it was you.').waitFor();
  await look(payer.page, 'pay 3ds failed');
  expect((await invoiceOf(town, shop, invoiceId)).paid).toBe(0);
  await payer.pressPay();
  await payer.confirmAtBank();
  await payer.paid();
  expect(await chargesFor(town, invoiceId)).toMatchObject([{ amount: 12_000 }]);
  expect(payer.faults).toEqual([]);
  await payer.leave();
});

test(
  'half is paid now and the rest later; the page says what is left, and keeps a receipt of each',
  journey,
  async () => {
    const { town, browser } = house;
    const { link, invoiceId } = await bill(town, shop);
    const payer = await payerOf(browser);
    await payer.openLink(link);
    await payer.page.getByRole('radio', { name: 'A part' }).check();
    await payer.page.getByLabel('Amount to pay now').fill('500');
    await payer.page.getByRole('button', { name: /^Continue/ }).click();
    await payer.notice('At most £120.00 is due.').waitFor();
    await look(payer.page, 'pay part');
    await payer.choose('60.00');
    await payer.typeCard(cards.good);
    await payer.page.getByRole('button', { name: 'Pay £60.00', exact: true }).click();
    await payer.notice('Partly paid').waitFor();
    await payer.notice('Thank you').waitFor();
    await payer.page.getByRole('region', { name: 'What is due' }).getByText('£60.00').first().waitFor();
    await look(payer.page, 'pay half paid');
    await payer.page.getByRole('button', { name: 'Continue to pay £60.00' }).click();
    await payer.typeCard(cards.good);
    await payer.pressPay();
    await payer.paid();
    expect(await payer.page.getByRole('link', { name: 'Receipt' }).count()).toBe(2);
    expect((await chargesFor(town, invoiceId)).map(({ amount }) => amount)).toEqual([6_000, 6_000]);
    expect(payer.faults).toEqual([]);
    await payer.leave();
  },
);

test('two tabs that pay at once take the money once, and both say so', journey, async () => {
  const { town, browser } = house;
  const { link, invoiceId } = await bill(town, shop);
  const payer = await payerOf(browser);
  const other = await payer.anotherTab();
  const tabs = [payPage(payer.page), other];
  for (const tab of tabs) {
    await tab.openLink(link);
    await tab.choose('all');
    await tab.typeCard(cards.good);
  }
  // Both have pressed before Stripe hears of either.
  const pressed: (() => void)[] = [];
  await payer.context.route('**/v1/payment_intents/*/confirm', async (route) => {
    await new Promise<void>((go) => {
      pressed.push(go);
      if (pressed.length === tabs.length) for (const each of pressed) each();
    });
    await route.continue();
  });
  await Promise.all(tabs.map((tab) => tab.pressPay()));
  for (const tab of tabs) await tab.paid();
  await town.platform.quiet();
  expect(await chargesFor(town, invoiceId)).toMatchObject([{ amount: 12_000 }]);
  expect(await invoiceOf(town, shop, invoiceId)).toMatchObject({ status: 'paid', paid: 12_000, due: 0 });
  expect(payer.faults).toEqual([]);
  await payer.leave();
});

test('a tab whose payment was replaced by another amount takes nothing and says so', journey, async () => {
  const { town, browser } = house;
  const { link, invoiceId } = await bill(town, shop);
  const payer = await payerOf(browser);
  const other = await payer.anotherTab();
  await payer.openLink(link);
  await payer.choose('all');
  await payer.typeCard(cards.good);
  await other.openLink(link);
  await other.choose('50.00');
  await other.typeCard(cards.good);
  await payer.pressPay();
  await payer.notice('This payment was replaced.').waitFor();
  await look(payer.page, 'pay replaced');
  expect(await chargesFor(town, invoiceId)).toEqual([]);
  await other.pressPay();
  await until('half is paid', async () => (await invoiceOf(town, shop, invoiceId)).paid === 5_000);
  expect(await chargesFor(town, invoiceId)).toMatchObject([{ amount: 5_000 }]);
  await payer.leave();
});
