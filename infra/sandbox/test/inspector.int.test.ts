import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { overflowOf, startBrowser } from './browser.ts';
import { until } from './receiver.ts';
import { refusal, startTestbed, type Testbed, usd } from './testbed.ts';

let bed: Testbed;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  bed = await startTestbed({ refundDelayMs: 3_600_000 });
  browser = await startBrowser();
  page = await browser.newPage();
});
afterAll(async () => {
  await browser.close();
  await bed.stop();
});

async function paid(card: string): Promise<string> {
  const more = { payment_method: card, confirm: true, capture_method: 'automatic' as const };
  return String((await bed.stripe.paymentIntents.create({ ...usd, ...more })).latest_charge);
}

const show = (view: string) => page.goto(`${bed.sandbox.url}/_sandbox/?view=${view}`);
const row = (text: string) => page.getByRole('row').filter({ hasText: text });
/** Presses a button in the row of an object; the page is read again. */
async function press(about: string, label: string): Promise<void> {
  const read = page.waitForEvent('load');
  await row(about).getByRole('button', { name: label }).click();
  await read;
}

/** Presses a button that is not in a row; the page is read again. */
async function submit(label: string): Promise<void> {
  const read = page.waitForEvent('load');
  await page.getByRole('button', { name: label, exact: true }).click();
  await read;
}
const attempts = async (): Promise<number> => {
  const [delivery] = (await bed.admin('GET', '/deliveries')) as { id: number }[];
  return ((await bed.admin('GET', `/deliveries/${delivery?.id}/attempts`)) as object[]).length;
};

it('a refund is settled, a dispute made and won, a payout made and failed, from the page', async () => {
  const [pending, other] = [await paid('pm_card_pendingRefund'), await paid('pm_card_bypassPending')];
  const refund = await bed.stripe.refunds.create({ charge: pending, amount: 500 });
  await show('refunds');
  await press(refund.id, 'Let it arrive');
  expect((await bed.stripe.refunds.retrieve(refund.id)).status).toBe('succeeded');
  await press(refund.id, 'Send back');
  expect(await row(refund.id).textContent()).toContain('failed');

  await show('payments');
  await press(other, 'Dispute');
  const dispute = (await bed.stripe.disputes.list({ charge: other })).data[0];
  await show('disputes');
  await press(dispute?.id ?? '', 'Win it');
  expect((await bed.stripe.disputes.retrieve(dispute?.id ?? '')).status).toBe('won');
  expect(
    await row(dispute?.id ?? '')
      .getByRole('button')
      .count(),
  ).toBe(0);

  await show('payouts');
  await press('The platform', 'Pay out now');
  const [payout] = (await bed.stripe.payouts.list()).data;
  await press(payout?.id ?? '', 'Let it fail');
  expect((await bed.stripe.payouts.retrieve(payout?.id ?? '')).status).toBe('failed');
});

it('an account is completed and disconnected, and time goes on, from the page', async () => {
  const { id } = await bed.stripe.accounts.create({ type: 'standard', business_profile: { name: 'North Ltd' } });
  await show('accounts');
  await press('North Ltd', 'Complete');
  expect((await bed.stripe.accounts.retrieve(id)).charges_enabled).toBe(true);
  await press('North Ltd', 'Disconnect');
  expect(await row('North Ltd').count()).toBe(0);
  const before = Object(await bed.admin('GET', '/clock')).now;
  const read = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Go on 1 day' }).click();
  await read;
  expect(Object(await bed.admin('GET', '/clock')).now - before).toBeGreaterThanOrEqual(24 * 3600);
});

it('a request is let fail once, and webhooks are lost, from the page; both are taken back there', async () => {
  await show('faults');
  await page.getByLabel('What happens').selectOption({ label: '500, although it was done' });
  await page.getByLabel('Path').fill('/v1/customers');
  await submit('Let it fail');
  expect(await row('/v1/customers').textContent()).toContain('although it was done');
  expect((await refusal(bed.stripe.customers.create({ name: 'Lost' }))).statusCode).toBe(500);
  expect((await bed.stripe.customers.create({ name: 'Kept' })).name).toBe('Kept');

  await page.getByLabel('Path').fill('/v1/refunds');
  await submit('Let it fail');
  await press('/v1/refunds', 'Take away');
  expect(await bed.admin('GET', '/faults')).toEqual([]);

  await page.getByLabel('Lost, %').fill('100');
  await page.getByLabel('Shuffled within, s').fill('2');
  await submit('Set');
  expect(await bed.admin('GET', '/webhook-faults')).toMatchObject({ drop: 1, shuffleMs: 2_000 });
  await submit('No faults of webhooks');
  expect(await bed.admin('GET', '/webhook-faults')).toMatchObject({ drop: 0, shuffleMs: 0 });
});

it('an event is read, its delivery and every attempt of it are seen, and it is sent again', async () => {
  await bed.stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:9/closed', enabled_events: ['customer.created'] });
  const { id } = await bed.stripe.customers.create({ name: 'Told' });
  await show('events');
  await row('customer.created').first().getByRole('link').click();
  expect(await page.locator('pre').textContent()).toContain(id);
  await row('customer.created').getByText('failed').or(row('customer.created').getByText('pending')).waitFor();
  await row('customer.created').getByRole('link', { name: /^\d+$/ }).click();
  await page.getByRole('heading', { name: /^Attempts of delivery/ }).waitFor();
  await show('deliveries');
  const before = await attempts();
  await press('customer.created', 'Send again');
  await until('it was tried again', async () => ((await attempts()) > before ? true : undefined));
  await show('requests');
  expect(await row('/v1/customers').first().textContent()).toContain('200');
});

it('says why nothing happened when somebody was faster', async () => {
  const refund = await bed.stripe.refunds.create({ charge: await paid('pm_card_pendingRefund') });
  await show('refunds');
  await bed.admin('POST', `/refunds/${refund.id}/settle`, { outcome: 'failed' });
  await row(refund.id).getByRole('button', { name: 'Let it arrive' }).click();
  await page.getByRole('status').filter({ hasText: 'this refund is over' }).waitFor();
});

it.each(['payments', 'refunds', 'disputes', 'payouts', 'accounts', 'requests', 'events', 'deliveries', 'faults'])(
  '%s fits a phone and a desk',
  async (view) => {
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await show(view);
      expect(await overflowOf(page, 'main, .scroll')).toEqual([]);
    }
  },
);
