import { payments } from '@purser/contracts';
import { type Connection, connect } from '@purser/db';
import { type Staff, staffAt } from '@purser/local/people';
import { newId } from '@purser/message';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postSigned, strangeEvent } from '../spine/posting.ts';
import { type House, openHouse, openShop, type Shop } from './house.ts';
import { look } from './people/looks.ts';
import { journey } from './people/patience.ts';

let house: House;
let shop: Shop;
let staff: Staff;
let behind: Connection;
const secretKey = `sk_test_settings${newId().replaceAll('-', '')}`;
const publishableKey = `pk_test_settings${newId().replaceAll('-', '')}`;

beforeAll(async () => {
  house = await openHouse();
  const { town } = house;
  shop = await openShop(town);
  behind = connect({ url: town.platform.database.adminUrl, max: 1, name: 'test' });
  // As after the first start: nothing of Stripe is set up.
  for (const table of ['stripe_endpoints', 'webhook_endpoints', 'stripe_accounts'])
    await behind.sql.unsafe(`delete from payments.${table} where tenant_id = $1`, [shop.id]);
  await town.admin('POST', '/accounts', { secret_key: secretKey, publishable_key: publishableKey });
  staff = await staffAt(house.browser, town.edge.url);
  await staff.signIn(shop.owner);
});
afterAll(async () => {
  await behind?.close();
  await house?.stop();
});

test(
  'an owner connects Stripe: keys, an endpoint made by one click, a test that finds all in order, a rotation',
  journey,
  async () => {
    const { page, faults } = staff;
    await page.goto('/admin/settings/stripe');
    await page.getByText('Nobody can pay by card yet').waitFor();
    await look(page, 'admin settings stripe empty');
    await page.getByRole('button', { name: 'Set keys of Test mode' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Publishable key').fill(publishableKey);
    await dialog.getByLabel('Secret or restricted key').fill('sk_live_thisisnotatestkey');
    await dialog.getByRole('button', { name: 'Set keys' }).click();
    await dialog.getByText('This is no test key.').waitFor();
    await dialog.getByLabel('Secret or restricted key').fill('sk_test_nobodyknowsit00');
    await dialog.getByRole('button', { name: 'Set keys' }).click();
    await dialog.getByText('Stripe does not take this key.').first().waitFor();
    await look(page, 'admin settings stripe keys');
    await dialog.getByLabel('Secret or restricted key').fill(secretKey);
    await dialog.getByRole('button', { name: 'Set keys' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(`•••• ${secretKey.slice(-4)}`).waitFor();
    await page.getByRole('button', { name: 'Make one in Test mode' }).click();
    await page.getByText('The webhook endpoint is made.').waitFor();
    await page.getByRole('button', { name: 'Test connection of Test mode' }).click();
    await page.getByText('The connection was tested.').waitFor();
    await page.getByText('The account can charge cards.').waitFor();
    await page.getByText('Every event that is used is sent.').waitFor();
    await page.reload();
    await page.getByText('Events arrive.').waitFor();
    await look(page, 'admin settings stripe');
    await page.getByRole('button', { name: 'Make one for thin events in Test mode' }).click();
    await page.getByText('The destination of thin events is made.').waitFor();
    await page.getByRole('button', { name: 'Test connection of Test mode' }).click();
    await page.getByText('Stripe sends thin events to').waitFor();
    await look(page, 'admin settings stripe thin');
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Thin events' })
      .getByRole('button', { name: /What to do/ })
      .click();
    await page.getByRole('menuitem', { name: 'Remove…' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('button', { name: 'Make one for thin events in Test mode' }).waitFor();
    await page.getByRole('button', { name: /What to do with the endpoint/ }).click();
    await page.getByRole('menuitem', { name: 'Rotate…' }).click();
    await look(page, 'admin settings stripe rotate');
    await page.getByRole('button', { name: 'Rotate', exact: true }).click();
    await page.getByText('Being replaced').waitFor();
    expect(await page.content()).not.toContain(secretKey);
    await page.goto('/admin');
    await page.getByText('Connect Stripe').first().waitFor();
    expect(faults).toEqual([]);
  },
);

test('events are found, opened, understood and replayed, one and all that a filter finds', journey, async () => {
  const { page, faults } = staff;
  const secret = `whsec_page${newId()}`;
  const endpointId = newId();
  const { town } = house;
  const asked = { endpointId, mode: 'test' as const, kind: 'own' as const, form: 'snapshot' as const, secret };
  await town.platform.client.command(payments.addStripeEndpoint, asked, shop.staff);
  const events = Array.from({ length: 30 }, () => strangeEvent());
  const failed = events[0] ?? strangeEvent();
  for (const event of events) await postSigned(town, endpointId, secret, event);
  await behind.sql`
    update payments.webhook_events set status = 'failed', problem = 'Error: the books were away', next_at = null,
      tries = ${JSON.stringify([{ at: new Date(0).toISOString(), problem: 'Error: the books were away' }])}::text::jsonb
    where event_id = ${failed.id}`;
  await page.goto('/admin/webhooks');
  await page.getByRole('link', { name: 'payment_intent.succeeded' }).first().waitFor();
  await look(page, 'admin webhooks');
  await page.getByLabel('Status').selectOption('failed');
  await page.getByText('the books were away').waitFor();
  await page.getByRole('link', { name: 'payment_intent.succeeded' }).click();
  await page.getByRole('heading', { name: 'payment_intent.succeeded' }).waitFor();
  await page.getByText('ada@example.com').waitFor();
  expect(await page.content()).not.toContain('pi_secret_1');
  await look(page, 'admin webhook');
  await page.getByRole('button', { name: 'Replay', exact: true }).click();
  await page.getByText('It speaks of something that nobody here knows.').waitFor();
  await page.goto('/admin/webhooks?status=unmatched&type=payment_intent.');
  await page.getByRole('button', { name: 'Replay all of these' }).click();
  await look(page, 'admin webhooks replay');
  await page.getByRole('dialog').getByRole('button', { name: 'Replay', exact: true }).click();
  await page.getByText('30 events were replayed').waitFor();
  await look(page, 'admin webhooks replayed');
  expect(faults).toEqual([]);
});
