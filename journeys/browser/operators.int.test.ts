import { type Staff, staffAt } from '@purser/local/people';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { platformKeys } from '../spine/connectTown.ts';
import { type House, openHouse, openShop, type Shop } from './house.ts';
import { look } from './people/looks.ts';
import { journey } from './people/patience.ts';

const operatorId = newId();
let house: House;
let shop: Shop;
let operator: Staff;
let owner: Staff;

beforeAll(async () => {
  house = await openHouse({}, { PURSER_OPERATORS: `stf_${operatorId.replaceAll('-', '')}` });
  const { town, browser } = house;
  shop = await openShop(town);
  operator = await staffAt(browser, town.edge.url);
  await operator.signIn((await openShop(town, operatorId)).owner);
  owner = await staffAt(browser, town.edge.url);
  await owner.signIn(shop.owner);
});
afterAll(() => house?.stop());

test(
  'an operator sets the platform’s account up: keys that Stripe knows, an endpoint, a test, and how tenants connect',
  journey,
  async () => {
    const { page, faults } = operator;
    await page.goto('/admin/settings');
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Platform’s Stripe' }).click();
    await page.getByText('No tenant can connect an account yet').waitFor();
    await look(page, 'admin operator stripe empty');
    await setKeys(page);
    await page.getByRole('button', { name: 'Make one in Test mode' }).click();
    await page.getByText('The webhook endpoint is made.').waitFor();
    await page.getByRole('button', { name: 'Test connection of Test mode' }).click();
    await page.getByText('The connection was tested.').waitFor();

    const application = page.getByLabel('Application for accounts that exist');
    await application.fill('not_an_application');
    await page.getByRole('button', { name: 'Let tenants connect' }).click();
    await page.getByText('It begins with ca_.').waitFor();
    await application.fill('ca_sandbox_platform');
    await page.getByRole('button', { name: 'Let tenants connect' }).click();
    await page.getByText('Tenants can connect accounts.').waitFor();
    await page.getByText('No tenant can connect an account yet').waitFor({ state: 'detached' });
    await look(page, 'admin operator stripe');

    await page.getByRole('link', { name: 'Application fees' }).click();
    await page.getByText('Nobody has connected an account yet').waitFor();
    await look(page, 'admin operator fees none');
    expect(faults).toEqual([]);
  },
);

async function setKeys(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Set keys of Test mode' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Publishable key').fill(platformKeys.publishableKey);
  await dialog.getByLabel('Secret or restricted key').fill('sk_test_nobodyknowsit00');
  await dialog.getByRole('button', { name: 'Set keys' }).click();
  await dialog.getByText('Stripe does not take this key.').first().waitFor();
  await dialog.getByLabel('Secret or restricted key').fill(platformKeys.secretKey);
  await dialog.getByRole('button', { name: 'Set keys' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText(`•••• ${platformKeys.secretKey.slice(-4)}`).waitFor();
  expect(await page.content()).not.toContain(platformKeys.secretKey);
}

test(
  'a tenant connects, and the operator sets what is taken of its payments, in more than one currency',
  journey,
  async () => {
    const { page, faults } = operator;
    await connect(owner.page);
    await page.goto('/admin/settings/platform');
    await page.getByRole('button', { name: /^Change/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Percent').fill('250');
    await dialog.getByRole('button', { name: 'Set fee' }).click();
    await dialog.getByText('Between 0 and 100, two decimals at most.').waitFor();
    await dialog.getByLabel('Percent').fill('2.5');
    await dialog.getByLabel('Fixed part in GBP').fill('0.20');
    await dialog.getByLabel('Another currency').selectOption('JPY');
    await dialog.getByLabel('Fixed part in JPY').fill('30');
    await look(page, 'admin operator fee dialog');
    await dialog.getByRole('button', { name: 'Set fee' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('2.5 % + £0.20 or JP¥30').waitFor();
    await look(page, 'admin operator fees');

    await owner.page.goto('/admin/settings/stripe-connect');
    await owner.page.getByText('2.5 % + £0.20 or JP¥30').waitFor();
    expect(faults).toEqual([]);
  },
);

/** By an owner, on Stripe's own pages. */
async function connect(page: Page): Promise<void> {
  await page.goto('/admin/settings/stripe-connect');
  await page.getByRole('button', { name: 'Connect with Stripe' }).click();
  await page.getByRole('button', { name: 'Submit', exact: true }).click();
  await page.getByText('You are back from Stripe.').waitFor();
}

test('who is no operator sees none of it, and reaches none of it by its address', journey, async () => {
  const { page, faults } = owner;
  await page.goto('/admin/settings');
  const list = page.getByRole('navigation', { name: 'Settings' });
  await list.getByRole('link', { name: 'Stripe Connect' }).waitFor();
  expect(await list.getByRole('link', { name: /Platform|Application fees/ }).count()).toBe(0);
  for (const part of ['platform-stripe', 'platform']) {
    await page.goto(`/admin/settings/${part}`);
    await page.getByText('There is no page here').waitFor();
    expect(await page.getByText(/Tenants with a connected account|Set keys/).count()).toBe(0);
  }
  await until('the API says no', async () => {
    const answers = await Promise.all(
      ['stripe', 'tenants'].map((part) => page.request.get(`/api/v1/operator/${part}`)),
    );
    return answers.every((answer) => answer.status() === 403);
  });
  expect(faults).toEqual([]);
});
