import { payments } from '@purser/contracts';
import { cards, payerOf, payPage, staffAt } from '@purser/local/people';
import { newId } from '@purser/message';
import { asService, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPlatform } from '../spine/connectTown.ts';
import { bill, type House, invoiceOf, openHouse, openShop, type Shop } from './house.ts';
import { look } from './people/looks.ts';
import { journey } from './people/patience.ts';

let house: House;
let shop: Shop;
beforeAll(async () => {
  house = await openHouse();
  await openPlatform(house.town);
  shop = await openShop(house.town);
});
afterAll(() => house?.stop());

test(
  'an owner connects a Stripe account on Stripe’s own pages, is told what is missing, takes payments there, and sees what was taken of them',
  journey,
  async () => {
    const { town, browser } = house;
    const staff = await staffAt(browser, town.edge.url);
    await staff.signIn(shop.owner);
    const { page } = staff;
    const settings = `${town.edge.url}/admin/settings/stripe-connect`;
    await page.goto(settings);
    await page.getByRole('button', { name: 'Connect with Stripe' }).waitFor();
    await look(page, 'settings connect none');
    await page.getByRole('button', { name: 'Connect with Stripe' }).click();
    await page.getByRole('button', { name: 'Leave without submitting' }).click();
    await page.getByText('You are back from Stripe.').waitFor();
    await page.getByText('A bank account for payouts').waitFor();
    await look(page, 'settings connect wants');

    await page.getByRole('button', { name: 'Go on at Stripe' }).click();
    await page.getByRole('button', { name: 'Submit', exact: true }).click();
    await page.getByText('Ready', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Take payments here' }).click();
    await page.getByRole('button', { name: 'Use my own keys instead' }).waitFor();

    const operator = asService(shop.id, 'gateway');
    const fee = { basisPoints: 250, fixed: [{ currency: 'GBP', amount: 20 }], by: newId() };
    await town.platform.client.command(payments.setApplicationFee, fee, operator);
    const { invoiceId, link } = await bill(town, shop);
    const payer = await payerOf(browser);
    await payer.page.goto(link);
    await payer.page.getByRole('button', { name: 'Continue to pay £120.00' }).click();
    await payPage(payer.page).typeCard(cards.good);
    await payer.page.getByRole('button', { name: 'Pay £120.00' }).click();
    await payer.page.getByText('Paid, thank you').waitFor();
    await payer.leave();
    await until('it is paid', async () => (await invoiceOf(town, shop, invoiceId)).paid === 120_00, 60_000);

    // Of 120.00 Stripe keeps 2.9 % and 0.30, the platform 2.5 % and 0.20.
    await page.goto(settings);
    await page.getByText('2.5 % + £0.20').waitFor();
    const statement = page.getByRole('table', { name: 'Application fees' });
    await statement.getByText('£113.02').first().waitFor({ timeout: 60_000 });
    await statement.getByText('£3.20').first().waitFor();
    await statement.getByText('£3.78').first().waitFor();
    await look(page, 'settings connect fees');
    expect(staff.faults).toEqual([]);
    await staff.leave();
  },
);
