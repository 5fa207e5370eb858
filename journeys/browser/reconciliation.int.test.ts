import { payments } from '@purser/contracts';
import { staffAt } from '@purser/local/people';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { bill, type House, invoiceOf, openHouse, openShop, type Shop } from './house.ts';
import { look } from './people/looks.ts';
import { journey } from './people/patience.ts';

let house: House;
let shop: Shop;
beforeAll(async () => {
  // What is away is given up within seconds.
  house = await openHouse({ attempts: 8 });
  shop = await openShop(house.town);
});
afterAll(() => house?.stop());

/** An invoice over £120.00 that was paid with a card whose money is there at once. */
async function paid() {
  const { town } = house;
  const billed = await bill(town, shop);
  const asked = { invoiceId: billed.invoiceId };
  const prepared = await town.platform.client.command(payments.preparePayment, asked, shop.staff);
  await town.confirm(prepared, 'pm_card_bypassPending');
  await until('it is paid', async () => (await invoiceOf(town, shop, billed.invoiceId)).paid === 120_00);
  return billed;
}

const made = z.array(z.object({ id: z.string() }));

test(
  'a charge that nobody here asked for is found, told of on the dashboard, and linked to its invoice; the proof says so before and after',
  journey,
  async () => {
    const { town, browser } = house;
    await paid();
    await town.stripe.paymentIntents.create({
      ...{ amount: 33_00, currency: 'gbp', payment_method: 'pm_card_visa', confirm: true },
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    });
    const owed = await bill(town, shop);
    const { number } = await invoiceOf(town, shop, owed.invoiceId);
    const staff = await staffAt(browser, town.edge.url);
    await staff.signIn(shop.owner);
    const { page } = staff;
    await page.goto(`${town.edge.url}/admin/reconciliation`);
    await page.getByText('Everything matches').waitFor();
    await page.getByRole('button', { name: /Run now.*objects/ }).click();
    await page.getByText('A charge nobody here asked for').waitFor();
    await look(page, 'admin reconciliation');

    await page.getByRole('button', { name: 'Prove it' }).click();
    await page.getByText('Not proved').first().waitFor();
    await page.goto(`${town.edge.url}/admin`);
    await page.getByText('Stripe and Purser do not agree').waitFor();
    await page.goto(`${town.edge.url}/admin/reconciliation`);

    await page.getByRole('button', { name: 'Link to an invoice…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Link it to an invoice' }).click();
    await dialog.getByText('Write the invoice’s number.').waitFor();
    await dialog.getByLabel('Invoice number').fill('NW-9999');
    await dialog.getByLabel('Reason').fill('Taken in the shop');
    await dialog.getByRole('button', { name: 'Link it to an invoice' }).click();
    await dialog.getByText('There is no invoice of this number.').waitFor();
    await dialog.getByLabel('Invoice number').fill(number ?? '');
    await look(page, 'admin reconciliation dialog');
    await dialog.getByRole('button', { name: 'Link it to an invoice' }).click();
    await page.getByText('Everything matches').waitFor();
    await until('it settles the invoice', async () => (await invoiceOf(town, shop, owed.invoiceId)).due === 87_00);
    await until('every fee is known', async () => {
      const { payments: all } = await town.platform.client.query(payments.listPayments, {}, shop.staff);
      return all.every(({ fee }) => fee !== null);
    });

    await page.getByRole('button', { name: 'Prove it' }).click();
    await page.getByText('Proved', { exact: true }).first().waitFor();
    const proofs = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Proofs' }) });
    await proofs.getByRole('listitem').filter({ hasText: 'Not proved' }).first().getByRole('link').click();
    await page.getByText('What is off (1)').waitFor();
    await page.getByText('A charge nobody here asked for').waitFor();
    await look(page, 'admin proof not proved');
  },
);

test('a payout opens into the payments it is made of; one that failed is told on the dashboard', journey, async () => {
  const { town, browser } = house;
  await paid();
  await paid();
  const [payout] = made.parse(await town.admin('POST', '/payouts', {}));
  await town.admin('POST', `/payouts/${payout?.id}/settle`, { outcome: 'paid' });
  const staff = await staffAt(browser, town.edge.url);
  await staff.signIn(shop.owner);
  const { page } = staff;
  await until('it is matched', async () => {
    const { payouts } = await town.platform.client.query(payments.listPayouts, {}, shop.staff);
    return payouts[0]?.partsState === 'matched' && payouts[0].status === 'paid';
  });
  await page.goto(`${town.edge.url}/admin/payments`);
  await page.getByRole('link', { name: 'Payouts' }).click();
  await page.getByText('At the bank').waitFor();
  await look(page, 'admin payouts');
  await page.getByRole('main').getByRole('listitem').first().getByRole('link').click();
  await page.getByText('Adds up to the unit.').waitFor();
  await look(page, 'admin payout');
  await page.getByRole('link', { name: 'Payment', exact: true }).first().click();
  await page.waitForURL(/\/admin\/payments\/pay_/);

  await town.admin('POST', `/payouts/${payout?.id}/settle`, { outcome: 'failed' });
  await until('it failed', async () => {
    const { payouts } = await town.platform.client.query(payments.listPayouts, { failed: true }, shop.staff);
    return payouts.length === 1;
  });
  await page.goto(`${town.edge.url}/admin`);
  await page.getByText('A payout did not reach your bank').waitFor();
  expect(await page.getByText('account closed').count()).toBeGreaterThan(0);
});

test('a proof that was given up says why, and staff prove the period again from its page', journey, async () => {
  const { town, browser } = house;
  await paid();
  const staff = await staffAt(browser, town.edge.url);
  await staff.signIn(shop.owner);
  const { page } = staff;
  await page.goto(`${town.edge.url}/admin/reconciliation`);
  await town.admin('POST', '/faults', { method: 'GET', path: '/v1/charges', status: 503 });
  try {
    await page.getByRole('button', { name: 'Prove it' }).click();
    await page.getByRole('button', { name: /Run now.*objects/ }).click();
    const proofs = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Proofs' }) });
    const failed = proofs.getByRole('listitem').filter({ hasText: 'Asked for' }).filter({ hasText: 'Failed' });
    await failed.first().waitFor();
    await page.getByText('The last run was given up before its end.').waitFor();
    await look(page, 'admin reconciliation given up');
    await failed.first().getByRole('link').click();
    await page.getByText('The payment service did not answer for certain.').waitFor();
    await look(page, 'admin proof failed');
  } finally {
    await town.admin('DELETE', '/faults');
  }
  const before = page.url();
  await page.getByRole('button', { name: 'Prove it again' }).click();
  await page.waitForURL((url) => url.pathname.includes('/reconciliation/') && url.toString() !== before);
  await page.getByText(/^(Proved|Not proved)\.$/).waitFor();
});
