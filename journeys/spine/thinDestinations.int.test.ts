import { payments } from '@purser/contracts';
import { newId, platformTenant } from '@purser/message';
import { asStaff, type Person, until } from '@purser/testing';
import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConnectTown, startConnectTown } from './connectTown.ts';
import { type OwnAccount, ownAccount } from './ownAccount.ts';
import { untilInvoice } from './town.ts';

let town: ConnectTown;
beforeAll(async () => {
  town = await startConnectTown();
});
afterAll(() => town?.stop());

const platform = asStaff(platformTenant);
const mode = 'test' as const;
const command = ((...args: Parameters<ConnectTown['platform']['client']['command']>) =>
  town.platform.client.command(...args)) as ConnectTown['platform']['client']['command'];
const setupOf = async (who: Person) => {
  const { modes } = await town.platform.client.query(payments.getStripeSetup, {}, who);
  const found = modes.find((each) => each.mode === mode);
  if (!found) throw new Error('both modes are told of');
  return found;
};
const thinVerdict = async (who: Person) => {
  const { verdicts } = await command(payments.checkStripe, { mode }, who);
  return verdicts.find(({ item }) => item === 'thinEvents');
};
const destinationsAt = async (stripe: Stripe) =>
  (await stripe.v2.core.eventDestinations.list({ include: ['webhook_endpoint.url'] })).data;
const urlOf = (endpointId: string) => `${town.edge.url}/webhooks/stripe/${endpointId}`;

/** A tenant with keys of its own, and a destination of thin events beside its endpoint. */
async function withThin(): Promise<OwnAccount & { thinId: string }> {
  const tenant = await ownAccount(town);
  const thinId = newId();
  await command(payments.makeStripeEndpoint, { endpointId: thinId, mode, kind: 'own', form: 'thin' }, tenant.staff);
  await town.platform.quiet();
  return { ...tenant, thinId };
}

/** Whole events come no more: what is heard from now on is heard thinly. */
async function muteEndpoints(stripe: Stripe) {
  const { data } = await stripe.webhookEndpoints.list({ limit: 100 });
  for (const { id } of data) await stripe.webhookEndpoints.update(id, { disabled: true });
  return async () => {
    for (const { id } of data) await stripe.webhookEndpoints.update(id, { disabled: false });
  };
}

test('a destination that the program makes hears thinly of what is used at its own account, and a payment is known by it alone', async () => {
  const tenant = await withThin();
  const [made, ...others] = await destinationsAt(tenant.stripe);
  expect(others).toEqual([]);
  expect(made).toMatchObject({
    ...{ type: 'webhook_endpoint', event_payload: 'thin', events_from: ['@self'], status: 'enabled' },
    ...{ webhook_endpoint: { url: urlOf(tenant.thinId) }, metadata: { endpoint_id: tenant.thinId } },
  });
  expect(made?.enabled_events).toContain('v1.payment_intent.succeeded');
  expect(made?.enabled_events).not.toContain('*');
  await muteEndpoints(tenant.stripe);
  const { intent } = await tenant.paid();
  const { events } = await town.platform.client.query(
    payments.listWebhookEvents,
    { endpointId: tenant.thinId, text: intent, limit: 10 },
    tenant.staff,
  );
  expect(events.map(({ type }) => type)).toContain('v1.payment_intent.succeeded');
});

test('a rotated destination is heard beside its successor until its time is over, and is then gone here and at Stripe', async () => {
  const tenant = await withThin();
  const newEndpointId = newId();
  const asked = { endpointId: tenant.thinId, newEndpointId, keep_hours: 2 };
  await command(payments.rotateStripeEndpoint, asked, tenant.staff);
  const urls = async () => (await destinationsAt(tenant.stripe)).map(({ webhook_endpoint }) => webhook_endpoint?.url);
  expect((await urls()).sort()).toEqual([urlOf(tenant.thinId), urlOf(newEndpointId)].sort());
  const thin = async () => (await setupOf(tenant.staff)).endpoints.filter(({ form }) => form === 'thin');
  expect((await thin()).map(({ endsAt, ours }) => [endsAt === null, ours])).toEqual([
    [true, true],
    [false, true],
  ]);
  await muteEndpoints(tenant.stripe);
  await tenant.paid();
  town.platform.clock.setOffset(2 * 3_600_000 + 1000);
  try {
    await until('the old one is gone at Stripe', async () => (await urls()).length === 1);
    await until('and here', async () => (await thin()).length === 1);
    expect([await urls(), (await thin())[0]?.endpointId]).toEqual([[urlOf(newEndpointId)], newEndpointId]);
    await tenant.paid();
  } finally {
    town.platform.clock.setOffset(0);
  }
  await command(payments.endStripeEndpoint, { endpointId: newEndpointId }, tenant.staff);
  expect(await urls()).toEqual([]);
  expect(await thin()).toEqual([]);
});

test('a look tells of a destination that is switched off, hears too little, calls elsewhere or is gone', async () => {
  const tenant = await withThin();
  const { eventDestinations } = tenant.stripe.v2.core;
  const [{ id } = { id: '' }] = await destinationsAt(tenant.stripe);
  const look = async () => {
    const found = await thinVerdict(tenant.staff);
    return [found?.verdict, found?.text];
  };
  expect(await look()).toEqual(['ok', expect.stringContaining(tenant.thinId)]);
  await eventDestinations.disable(id);
  expect(await look()).toEqual(['bad', expect.stringMatching(/switched off/)]);
  await eventDestinations.enable(id);
  await eventDestinations.update(id, { enabled_events: ['v1.charge.updated'] });
  expect(await look()).toEqual(['warning', expect.stringMatching(/^Not sent as thin events: v1\./)]);
  const elsewhere = 'https://elsewhere.example/hook';
  await eventDestinations.update(id, { enabled_events: ['*'], webhook_endpoint: { url: elsewhere } });
  expect(await look()).toEqual(['bad', expect.stringContaining(elsewhere)]);
  await eventDestinations.del(id);
  expect(await look()).toEqual(['bad', expect.stringMatching(/has no destination/)]);
  // What is gone there already is ended here all the same.
  await command(payments.endStripeEndpoint, { endpointId: tenant.thinId }, tenant.staff);
  expect(await look()).toEqual([undefined, undefined]);
});

test('an endpoint whose address was changed at Stripe is told of as such', async () => {
  const tenant = await ownAccount(town);
  const endpointId = newId();
  await command(payments.makeStripeEndpoint, { endpointId, mode, kind: 'own' }, tenant.staff);
  await command(payments.endStripeEndpoint, { endpointId: tenant.endpointId }, tenant.staff);
  const made = (await tenant.stripe.webhookEndpoints.list()).data.find(({ url }) => url === urlOf(endpointId));
  await tenant.stripe.webhookEndpoints.update(made?.id ?? '', { url: 'https://elsewhere.example/hook' });
  const { verdicts } = await command(payments.checkStripe, { mode }, tenant.staff);
  expect(verdicts.find(({ item }) => item === 'endpoint')).toEqual({
    ...{ item: 'endpoint', verdict: 'bad' },
    text: expect.stringContaining('https://elsewhere.example/hook instead of here'),
  });
});

test('asked twice, or after an answer was lost, one destination is made; without its secret none stays', async () => {
  const tenant = await ownAccount(town);
  const id = newId();
  const asked = { endpointId: newId(), mode, kind: 'own' as const, form: 'thin' as const };
  const path = '/v2/core/event_destinations';
  await town.admin('POST', '/faults', { path, method: 'POST', when: 'after', effect: 'cut', count: 1 });
  const make = () => town.platform.client.send(payments.makeStripeEndpoint, asked, { ...tenant.staff, id });
  await make();
  await until('it is made', async () => (await make()).status === 'done');
  expect((await destinationsAt(tenant.stripe)).map(({ webhook_endpoint }) => webhook_endpoint?.url)).toEqual([
    urlOf(asked.endpointId),
  ]);
  // And its signatures count: it was made with the secret that is kept.
  await muteEndpoints(tenant.stripe);
  await tenant.paid();
});

test('the platform’s hears how accounts of the second version stand, and nothing else says so', async () => {
  await town.offer({ onboarding: 'v2' });
  expect(await thinVerdict(platform)).toMatchObject({
    verdict: 'warning',
    text: expect.stringMatching(/by thin events alone/),
  });
  const endpointId = newId();
  await command(payments.makeStripeEndpoint, { endpointId, mode, kind: 'connect', form: 'thin' }, platform);
  expect(await thinVerdict(platform)).toMatchObject({ verdict: 'ok' });
  const [made] = await destinationsAt(town.stripe);
  expect(made?.events_from).toEqual(['@accounts']);
  expect(made?.enabled_events.every((type) => type.startsWith('v2.core.account'))).toBe(true);
  const unmute = await muteEndpoints(town.stripe);
  const { id, staff } = await town.tenantWithoutKeys();
  const urls = { refreshUrl: 'https://purser.example/refresh', returnUrl: 'https://purser.example/return' };
  const { account, url = '' } = await command(payments.beginConnection, { mode, country: 'GB', ...urls }, staff);
  await town.fillIn(url, { details: 'on', bank: 'on', identity: 'passed' });
  await until('its events have come', async () => {
    const { inUse } = await town.platform.client.query(payments.getConnect, {}, staff);
    return inUse?.account === account;
  });
  await unmute();
  const { invoiceId } = await town.pay({ id, staff, account });
  await untilInvoice(town, staff, invoiceId, 'paid');
});

test('connected accounts’ thin events are the platform’s to ask for, and another tenant’s destination is nobody else’s', async () => {
  const [tenant, other] = [await withThin(), await ownAccount(town)];
  const connect = { endpointId: newId(), mode, kind: 'connect' as const, form: 'thin' as const };
  await expect(command(payments.makeStripeEndpoint, connect, tenant.staff)).rejects.toMatchObject({
    code: 'platform_only',
  });
  const { thinId: endpointId } = tenant;
  const rotating = { endpointId, newEndpointId: newId(), keep_hours: 0 };
  await expect(command(payments.rotateStripeEndpoint, rotating, other.staff)).rejects.toMatchObject({
    code: 'endpoint_not_found',
  });
  await expect(command(payments.endStripeEndpoint, { endpointId }, other.staff)).rejects.toMatchObject({
    code: 'endpoint_not_found',
  });
  expect(await destinationsAt(tenant.stripe)).toHaveLength(1);
});
