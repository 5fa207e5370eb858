import { payments } from '@purser/contracts';
import { type Staff, staffAt } from '@purser/local/people';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Billed, bill, type House, invoiceOf, openHouse, openShop, type Shop } from './house.ts';
import { look } from './people/looks.ts';
import { journey } from './people/patience.ts';

let house: House;
let shop: Shop;
beforeAll(async () => {
  house = await openHouse();
  shop = await openShop(house.town);
});
afterAll(() => house?.stop());

/** An invoice over £120.00 that its customer paid with this card. */
async function paidWith(card: string): Promise<Billed> {
  const { town } = house;
  const billed = await bill(town, shop);
  const prepared = await town.platform.client.command(
    payments.preparePayment,
    { invoiceId: billed.invoiceId },
    shop.staff,
  );
  await town.confirm(prepared, card);
  await until('it is paid', async () => (await invoiceOf(town, shop, billed.invoiceId)).paid === 120_00);
  return billed;
}

const menu = async ({ page }: Staff, entry: string) => {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: entry }).click();
};

test(
  'staff refund part of a card payment; one that comes back to us waits for them, and becomes credit',
  journey,
  async () => {
    const { town, browser } = house;
    const { shownId, invoiceId } = await paidWith('pm_card_visa');
    const staff = await staffAt(browser, town.edge.url);
    await staff.signIn(shop.owner);
    const { page } = staff;
    await staff.openInvoice(shownId);
    await menu(staff, 'Refund a payment…');
    const dialog = page.getByRole('dialog');
    await look(page, 'admin refund dialog');
    const amount = dialog.getByLabel('Amount');
    await amount.fill('');
    await dialog.getByRole('button', { name: 'Refund' }).click();
    await dialog.getByText('Enter what goes back.').waitFor();
    await amount.fill('120.01');
    await dialog.getByRole('button', { name: 'Refund' }).click();
    await dialog.getByText('No more than £120.00 of this payment can go back.').waitFor();
    expect((await invoiceOf(town, shop, invoiceId)).paid).toBe(120_00);
    await amount.fill('45');
    await dialog.getByLabel('Reason').selectOption('duplicate');
    await dialog.getByLabel(/Note/).fill('Paid by transfer as well');
    await dialog.getByRole('button', { name: 'Refund' }).click();
    const refunds = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Refunds' }) });
    await refunds.getByText('Refunded').waitFor({ timeout: 60_000 });
    await page.getByRole('complementary', { name: 'What happened' }).getByText('Paid by transfer as well').waitFor();
    expect(await invoiceOf(town, shop, invoiceId)).toMatchObject({ paid: 75_00, due: 45_00 });
    await look(page, 'admin invoice refunded');

    const failing = await paidWith('pm_card_refundFail');
    await staff.openInvoice(failing.shownId);
    await menu(staff, 'Refund a payment…');
    await page.getByRole('dialog').getByRole('button', { name: 'Refund' }).click();
    await refunds.getByText('It came back: the card has expired or was cancelled.').waitFor({ timeout: 60_000 });
    await look(page, 'admin refund failed');
    await refunds.getByRole('button', { name: 'Make it credit' }).click();
    await refunds.getByText('Withdrawn').waitFor();
    expect(staff.faults).toEqual([]);
    await staff.leave();
  },
);

test(
  'staff are told of a dispute and its deadline, answer it and win; another they give up and lose',
  journey,
  async () => {
    const { town, browser } = house;
    const won = await paidWith('pm_card_createDispute');
    const staff = await staffAt(browser, town.edge.url);
    await staff.signIn(shop.owner);
    const { page } = staff;
    await staff.openInvoice(won.shownId);
    await page.getByText('A payment is disputed.').waitFor();
    await look(page, 'admin invoice disputed');
    await page.getByRole('link', { name: 'Answer' }).click();
    await page.getByRole('heading', { name: 'Disputes' }).waitFor();
    await look(page, 'admin disputes');
    await page.getByRole('button', { name: 'Answer…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Submit to the bank' }).click();
    await dialog.getByText('Write what speaks for you.').waitFor();
    await dialog.getByLabel('Evidence').fill('winning_evidence');
    await look(page, 'admin dispute evidence');
    await dialog.getByRole('button', { name: 'Submit to the bank' }).click();
    await page.getByText('Won: the money is back.').waitFor({ timeout: 60_000 });

    const lost = await paidWith('pm_card_createDispute');
    await page.getByRole('button', { name: 'Give it up…' }).click({ timeout: 60_000 });
    await page.getByRole('dialog').getByRole('button', { name: 'Give up' }).click();
    await page.getByText('Lost: the customer keeps the money.').waitFor({ timeout: 60_000 });
    await staff.openInvoice(lost.shownId);
    await page.getByText('A dispute was lost.').waitFor();
    await look(page, 'admin dispute lost');
    await page.getByRole('button', { name: 'Resume reminders' }).click();
    await page.getByText('A dispute was lost.').waitFor({ state: 'hidden' });
    expect(await invoiceOf(town, shop, lost.invoiceId)).toMatchObject({ disputed: null, due: 120_00 });
    expect(staff.faults).toEqual([]);
    await staff.leave();
  },
);
