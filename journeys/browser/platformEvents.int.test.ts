import { payments } from '@purser/contracts';
import { type Staff, staffAt } from '@purser/local/people';
import { newId, platformTenant } from '@purser/message';
import { asStaff } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPlatform } from '../spine/connectTown.ts';
import { postSigned, strangeEvent } from '../spine/posting.ts';
import { type House, openHouse, openShop, type Shop } from './house.ts';
import { look } from './people/looks.ts';
import { journey } from './people/patience.ts';

let house: House;
let shop: Shop;
let operator: Staff;
let door: { endpointId: string; secret: string };
beforeAll(async () => {
  const operatorId = newId();
  house = await openHouse({}, { PURSER_OPERATORS: operatorId });
  door = await openPlatform(house.town);
  shop = await openShop(house.town);
  operator = await staffAt(house.browser, house.town.edge.url);
  await operator.signIn((await openShop(house.town, operatorId)).owner);
});
afterAll(async () => {
  await operator?.leave();
  await house?.stop();
});

const arrives = async (account: string | undefined, type = 'payment_intent.succeeded') => {
  const event = strangeEvent({ ...(account && { account }), type });
  expect(await postSigned(house.town, door.endpointId, door.secret, event)).toBe(200);
  return event;
};

test(
  'an operator sees which accounts nobody knows and what waits for them, opens an event and replays it',
  journey,
  async () => {
    const { page, faults } = operator;
    const account = 'acct_1QpZ7hForgotten';
    const first = await arrives(account);
    for (const type of ['payment_intent.processing', 'charge.updated', 'payout.paid']) await arrives(account, type);
    await arrives('acct_1RbT4kNewcomer');
    await arrives(undefined, 'refund.updated');
    await page.goto('/admin/settings/platform-events');
    await page.getByText('4 events wait').waitFor();
    await page.getByText('1 event waits').waitFor();
    await look(page, 'admin platform events');
    await page.getByRole('link', { name: `4 events wait for ${account}` }).click();
    await page.getByRole('button', { name: 'Replay all of these' }).waitFor();
    await page.getByRole('link', { name: 'refund.updated' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: first.type }).click();
    await page.getByRole('heading', { name: first.type }).waitFor();
    await page.getByText('It is of a connected account that nobody here knows.').waitFor();
    await page.getByText('they may be customers of a tenant').waitFor();
    expect(await page.content()).not.toContain('ada@example.com');
    await look(page, 'admin platform event');
    await page.getByRole('button', { name: 'Replay', exact: true }).click();
    await page.getByText('The event is applied again.').waitFor();
    await page.getByRole('link', { name: 'Platform’s events' }).first().click();
    await page.getByLabel('Status').selectOption('unmatched');
    await page.getByText('it names no connected account').waitFor();
    await page.getByRole('button', { name: 'Replay all of these' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Replay', exact: true }).click();
    await page.getByText('1 events were replayed').waitFor();
    expect(faults).toEqual([]);
  },
);

test('the platform’s thin events are asked for by one press, looked after, and rotated', journey, async () => {
  const { page, faults } = operator;
  await page.goto('/admin/settings/platform-stripe');
  await page.getByRole('button', { name: 'Test connection of Test mode' }).click();
  await page.getByText('How new accounts stand is told by thin events alone').waitFor();
  await look(page, 'admin platform stripe without thin');
  await page.getByRole('button', { name: 'Make one for thin events in Test mode' }).click();
  await page.getByText('The destination of thin events is made.').waitFor();
  await page.getByRole('button', { name: 'Test connection of Test mode' }).click();
  await page.getByText('Stripe sends thin events to').waitFor();
  const [made] = (await house.town.stripe.v2.core.eventDestinations.list()).data;
  await house.town.stripe.v2.core.eventDestinations.disable(made?.id ?? '');
  await page.getByRole('button', { name: 'Test connection of Test mode' }).click();
  await page.getByText('A destination of thin events is switched off at Stripe.').waitFor();
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Thin events' })
    .getByRole('button', { name: /What to do/ })
    .click();
  await page.getByRole('menuitem', { name: 'Rotate…' }).click();
  await page.getByRole('button', { name: 'Rotate', exact: true }).click();
  await page.getByText('Being replaced').waitFor();
  await look(page, 'admin platform stripe thin');
  expect(faults).toEqual([]);
});

test('staff who run no installation find neither the page nor what it shows', journey, async () => {
  const { town, browser } = house;
  const owner = await staffAt(browser, town.edge.url);
  await owner.signIn(shop.owner);
  const { events } = await town.platform.client.query(
    payments.listWebhookEvents,
    { status: 'unrouted', limit: 1 },
    asStaff(platformTenant),
  );
  expect(events).toHaveLength(1);
  await owner.page.goto('/admin/settings/platform-events');
  await owner.page.getByText('There is no page here').waitFor();
  expect(await owner.page.getByRole('link', { name: 'Platform’s events' }).count()).toBe(0);
  await owner.page.goto(`/admin/settings/platform-events/${events[0]?.eventId}`);
  await owner.page.getByText('This is for operators of the installation.').waitFor();
  await owner.leave();
});
