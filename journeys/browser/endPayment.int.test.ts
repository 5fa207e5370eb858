import { cards, payerOf, staffAt } from '@purser/local/people';
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

const heldOn = async (invoiceId: string) => (await invoiceOf(house.town, shop, invoiceId)).held;

test(
  'staff end a payment that a customer only began, and void the invoice; the customer’s page takes nothing',
  journey,
  async () => {
    const { town, browser } = house;
    const { link, invoiceId, shownId } = await bill(town, shop);
    const payer = await payerOf(browser);
    await payer.openLink(link);
    await payer.choose('all');
    await payer.typeCard(cards.good);

    const staff = await staffAt(browser, town.edge.url);
    await staff.signIn(shop.owner);
    const { page } = staff;
    await staff.openInvoice(shownId);
    await page.getByText(/was begun on .* by Ada Ltd, and has not been confirmed/).waitFor();
    await look(page, 'admin payment under way');
    await page.getByRole('button', { name: 'End this payment' }).click();
    const dialog = page.getByRole('dialog', { name: 'End this payment?' });
    await dialog.getByText(/Nothing was taken of the £120\.00/).waitFor();
    await look(page, 'admin end payment');
    await dialog.getByRole('button', { name: 'Keep as it is' }).click();
    expect(await heldOn(invoiceId)).toBe(12_000);
    await page.getByRole('button', { name: 'End this payment' }).click();
    await dialog.getByRole('button', { name: 'End', exact: true }).click();
    await page.getByText('The payment is ended. Nothing was taken.').waitFor();
    await page.getByText('A payment is under way.').waitFor({ state: 'detached' });

    await payer.pressPay();
    await payer.notice('This payment was replaced.').waitFor();
    expect(await chargesFor(town, invoiceId)).toEqual([]);
    await page.getByRole('button', { name: 'More' }).first().click();
    await page.getByRole('menuitem', { name: 'Void' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('Sent by mistake.');
    await page.getByRole('dialog').getByRole('button', { name: 'Void' }).click();
    await until('it is void', async () => (await invoiceOf(town, shop, invoiceId)).status === 'void');
    expect(staff.faults).toEqual([]);
    await staff.leave();
    await payer.leave();
  },
);

test('staff who end a payment that was confirmed meanwhile are told that it counts', journey, async () => {
  const { town, browser } = house;
  const { link, invoiceId, shownId } = await bill(town, shop);
  const payer = await payerOf(browser);
  await payer.openLink(link);
  await payer.choose('all');
  await payer.typeCard(cards.good);
  const staff = await staffAt(browser, town.edge.url);
  await staff.signIn(shop.owner);
  await staff.openInvoice(shownId);
  await staff.page.getByRole('button', { name: 'End this payment' }).click();
  await payer.pressPay();
  await payer.paid();
  const dialog = staff.page.getByRole('dialog', { name: 'End this payment?' });
  await dialog.getByRole('button', { name: 'End', exact: true }).click();
  await dialog.getByText('The payment has gone through. It counts, and is not ended any more.').waitFor();
  expect(await chargesFor(town, invoiceId)).toMatchObject([{ amount: 12_000 }]);
  await staff.leave();
  await payer.leave();
});

test('a payer who presses Change gives the payment up: the invoice is held by nobody', journey, async () => {
  const { town, browser } = house;
  const { link, invoiceId } = await bill(town, shop);
  const payer = await payerOf(browser);
  await payer.openLink(link);
  await payer.choose('all');
  await payer.page.getByRole('button', { name: 'Change' }).click();
  await payer.page.getByRole('button', { name: /^Continue to pay/ }).waitFor();
  await until('nothing is held', async () => (await heldOn(invoiceId)) === 0);
  // And pays another way at once.
  await payer.choose('60.00');
  await payer.typeCard(cards.good);
  await payer.pressPay();
  await payer.notice('Thank you').waitFor();
  expect(await chargesFor(town, invoiceId)).toMatchObject([{ amount: 6_000 }]);
  expect(payer.faults).toEqual([]);
  await payer.leave();
});
