import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Receiver, startReceiver } from './receiver.ts';
import { refusal, startTestbed, type Testbed, usd } from './testbed.ts';

let bed: Testbed;
let connect: Receiver;
beforeAll(async () => {
  bed = await startTestbed();
  connect = await startReceiver();
  await bed.stripe.webhookEndpoints.create({ url: connect.url, enabled_events: ['*'], connect: true });
});
afterAll(async () => {
  await connect.stop();
  await bed.stop();
});

const urls = { refresh_url: 'http://platform.test/again', return_url: 'http://platform.test/back' };
const link = (account: string) => bed.stripe.accountLinks.create({ account, type: 'account_onboarding', ...urls });

const open = (url: string) => fetch(url, { redirect: 'manual' });

/** Fills in the onboarding page as a merchant would. */
async function fillIn(url: string, fields: Record<string, string>): Promise<Response> {
  const html = await (await open(url)).text();
  const visit = /name="visit" value="(\w+)"/.exec(html)?.[1] ?? '';
  return fetch(url, { method: 'POST', body: new URLSearchParams({ visit, ...fields }), redirect: 'manual' });
}

const everything = { details: 'on', bank: 'on', identity: 'passed' };
const eventsOf = (account: string) =>
  connect.received.filter(({ event }) => event.account === account).map(({ event }) => event.type);

it('42: a new account can do nothing until its owner has told Stripe what it wants to know', async () => {
  const made = await bed.stripe.accounts.create({
    type: 'standard',
    country: 'gb',
    email: 'owner@example.com',
    business_profile: { name: 'North Ltd' },
    metadata: { tenant: '7' },
  });
  expect(made).toMatchObject({
    id: expect.stringMatching(/^acct_\w{16}$/),
    type: 'standard',
    country: 'GB',
    email: 'owner@example.com',
    metadata: { tenant: '7' },
    business_profile: { name: 'North Ltd' },
    charges_enabled: false,
    payouts_enabled: false,
    details_submitted: false,
    capabilities: { card_payments: 'inactive', transfers: 'inactive' },
    requirements: {
      currently_due: expect.arrayContaining(['external_account', 'tos_acceptance.date']),
      disabled_reason: 'requirements.past_due',
    },
  });
  const { url, expires_at, created } = await link(made.id);
  expect(expires_at - created).toBe(300);
  const back = await fillIn(url, everything);
  expect([back.status, back.headers.get('location')]).toEqual([303, urls.return_url]);
  const ready = await bed.stripe.accounts.retrieve(made.id);
  expect(ready).toMatchObject({
    charges_enabled: true,
    payouts_enabled: true,
    details_submitted: true,
    capabilities: { card_payments: 'active' },
    requirements: { currently_due: [], disabled_reason: null },
  });
  await connect.waitFor(3);
  expect(eventsOf(made.id).sort()).toEqual(['account.updated', 'capability.updated', 'capability.updated']);
  const told = connect.received.find(({ event }) => event.type === 'account.updated')?.event;
  expect(told).toMatchObject({ account: made.id, data: { previous_attributes: { charges_enabled: false } } });
  expect(await bed.stripe.accounts.retrieveCurrent({}, { stripeAccount: made.id })).toMatchObject({ id: made.id });
  expect((await bed.stripe.accounts.list()).data.map(({ id }) => id)).toContain(made.id);
});

it.each([
  ['pending', { card_payments: 'pending' }, 'requirements.pending_verification', []],
  ['failed', { card_payments: 'inactive' }, 'requirements.past_due', ['individual.verification.document']],
])('42: an identity that is %s keeps the account from charging', async (identity, capabilities, reason, due) => {
  const { id } = await bed.stripe.accounts.create({ type: 'standard' });
  await fillIn((await link(id)).url, { details: 'on', bank: 'on', identity });
  expect(await bed.stripe.accounts.retrieve(id)).toMatchObject({
    charges_enabled: false,
    capabilities,
    requirements: { disabled_reason: reason, currently_due: due },
  });
  await bed.admin('POST', `/accounts/${id}/standing`, { identity: 'passed' });
  expect(await bed.stripe.accounts.retrieve(id)).toMatchObject({ charges_enabled: true });
});

it('42: without a bank account there are charges but no payouts; leaving the page changes nothing', async () => {
  const { id } = await bed.stripe.accounts.create({ type: 'standard' });
  const left = await fillIn((await link(id)).url, { ...everything, leave: '1' });
  expect(left.headers.get('location')).toBe(urls.return_url);
  expect(await bed.stripe.accounts.retrieve(id)).toMatchObject({ details_submitted: false });
  await fillIn((await link(id)).url, { details: 'on', identity: 'passed' });
  expect(await bed.stripe.accounts.retrieve(id)).toMatchObject({
    charges_enabled: true,
    payouts_enabled: false,
    requirements: { currently_due: ['external_account'] },
  });
});

it('42: a link opens once and for five minutes; afterwards it leads to the refresh address', async () => {
  const { id } = await bed.stripe.accounts.create({ type: 'standard' });
  const once = await link(id);
  const first = await open(once.url);
  expect(first.status).toBe(200);
  const visit = /name="visit" value="(\w+)"/.exec(await first.text())?.[1] ?? '';
  const second = await open(once.url);
  expect([second.status, second.headers.get('location')]).toEqual([303, urls.refresh_url]);
  const submit = (fields: Record<string, string>) =>
    fetch(once.url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  expect((await submit({ ...everything, visit: 'guessed' })).status).toBe(409);
  expect((await submit({ ...everything, visit })).status).toBe(303);
  expect((await submit({ ...everything, visit })).status).toBe(409);
  const late = await link(id);
  await bed.admin('POST', '/clock', { advance_ms: 300_000 });
  expect((await open(late.url)).headers.get('location')).toBe(urls.refresh_url);
});

it('42: capabilities are asked for by the platform, and what it says of the account can change', async () => {
  const { id } = await bed.stripe.accounts.create({
    controller: { fees: { payer: 'account' }, losses: { payments: 'stripe' }, stripe_dashboard: { type: 'full' } },
  });
  await fillIn((await link(id)).url, everything);
  expect(await bed.stripe.accounts.retrieve(id)).toMatchObject({ type: 'none', charges_enabled: false });
  const asked = await bed.stripe.accounts.update(id, {
    capabilities: { card_payments: { requested: true } },
    business_profile: { url: 'https://north.example' },
    metadata: { tenant: '8' },
  });
  expect(asked).toMatchObject({
    charges_enabled: true,
    capabilities: { card_payments: 'active' },
    business_profile: { url: 'https://north.example', name: null },
    metadata: { tenant: '8' },
  });
  const refused = refusal(bed.stripe.accounts.create({ type: 'standard', controller: { fees: { payer: 'account' } } }));
  expect(await refused).toMatchObject({ statusCode: 400 });
});

it('42: a platform that is told to use the second version cannot create by the first', async () => {
  await bed.admin('POST', '/settings', { accounts_v1: false });
  const refused = await refusal(bed.stripe.accounts.create({ type: 'standard' }));
  await bed.admin('POST', '/settings', { accounts_v1: true });
  expect(refused).toMatchObject({ statusCode: 400, message: expect.stringContaining('/v2/core/accounts') });
});

async function account(): Promise<{ stripeAccount: string }> {
  const { id } = await bed.stripe.accounts.create({ type: 'standard' });
  await fillIn((await link(id)).url, everything);
  return { stripeAccount: id };
}

it('42: what belongs to one account is not there for another, nor for the platform', async () => {
  const [mine, other] = [await account(), await account()];
  const intent = await bed.stripe.paymentIntents.create(
    { ...usd, payment_method: 'pm_card_visa', confirm: true },
    mine,
  );
  const charge = String(intent.latest_charge);
  const refund = await bed.stripe.refunds.create({ charge }, mine);
  const { id: customer } = await bed.stripe.customers.create({}, mine);
  const dispute = Object(await bed.admin('POST', `/charges/${await otherCharge(mine)}/dispute`, {}));
  for (const options of [other, undefined]) {
    const missing = [
      bed.stripe.paymentIntents.retrieve(intent.id, {}, options),
      bed.stripe.charges.retrieve(charge, {}, options),
      bed.stripe.refunds.retrieve(refund.id, {}, options),
      bed.stripe.customers.retrieve(customer, {}, options),
      bed.stripe.disputes.retrieve(dispute.id, {}, options),
      bed.stripe.balanceTransactions.retrieve(String(refund.balance_transaction), {}, options),
    ];
    for (const one of missing) expect(await refusal(one)).toMatchObject({ statusCode: 404, code: 'resource_missing' });
    expect(await refusal(bed.stripe.refunds.create({ charge }, options))).toMatchObject({ code: 'resource_missing' });
    expect((await bed.stripe.refunds.list({}, options)).data).toEqual([]);
    expect((await bed.stripe.events.list({ type: 'charge.*' }, options)).data).toEqual([]);
  }
  expect(await refusal(bed.stripe.accounts.retrieve(other.stripeAccount, {}, mine))).toMatchObject({ statusCode: 403 });
  const platform = await bed.stripe.customers.create();
  const borrowed = bed.stripe.paymentIntents.create({ ...usd, customer: platform.id }, mine);
  expect(await refusal(borrowed)).toMatchObject({ code: 'resource_missing', param: 'customer' });
});

async function otherCharge(of: { stripeAccount: string }): Promise<string> {
  const intent = await bed.stripe.paymentIntents.create({ ...usd, payment_method: 'pm_card_visa', confirm: true }, of);
  return String(intent.latest_charge);
}

const fees: Partial<Stripe.PaymentIntentCreateParams> = { capture_method: 'automatic', application_fee_amount: 101 };

it("42: the platform's fee is an object of its own, and goes back with what is refunded, to the last cent", async () => {
  const mine = await account();
  const intent = await bed.stripe.paymentIntents.create(
    { ...usd, ...fees, payment_method: 'pm_card_visa', confirm: true, expand: ['latest_charge'] },
    mine,
  );
  const charge = intent.latest_charge as Stripe.Charge;
  expect(intent.application).toBe('ca_sandbox_platform');
  const [fee] = (await bed.stripe.applicationFees.list({ charge: charge.id })).data;
  expect(fee).toMatchObject({
    id: charge.application_fee,
    account: mine.stripeAccount,
    amount: 101,
    amount_refunded: 0,
    application: 'ca_sandbox_platform',
  });
  const booked = await bed.stripe.balanceTransactions.retrieve(String(fee?.balance_transaction), {
    expand: ['source'],
  });
  expect(booked).toMatchObject({ type: 'application_fee', amount: 101, net: 101, source: { id: fee?.id } });
  const back = (amount: number) =>
    bed.stripe.refunds.create(
      { charge: charge.id, amount, refund_application_fee: true, expand: ['balance_transaction'] },
      mine,
    );
  expect(await back(500)).toMatchObject({ balance_transaction: { net: -500 + 25 } });
  expect(await back(500)).toMatchObject({ balance_transaction: { net: -500 + 25 } });
  expect(await back(500)).toMatchObject({ balance_transaction: { net: -500 + 25 } });
  expect(await back(500)).toMatchObject({ balance_transaction: { net: -500 + 26 } });
  const given = await bed.stripe.applicationFees.retrieve(fee?.id ?? '');
  expect(given).toMatchObject({ amount_refunded: 101, refunded: true });
  const parts = await bed.stripe.applicationFees.listRefunds(given.id);
  expect(parts.data.map(({ amount }) => amount)).toEqual([26, 25, 25, 25]);
  expect(given.refunds.data.map(({ id }) => id)).toEqual(parts.data.map(({ id }) => id));
  const told = (await bed.stripe.events.list({ type: 'application_fee.*' })).data.map(({ type }) => type);
  expect(told).toEqual([...Array(4).fill('application_fee.refunded'), 'application_fee.created']);
  expect((await bed.stripe.applicationFees.list({ charge: charge.id }, mine)).data).toEqual([]);
});

it('42: a merchant who leaves is told of, and nothing of theirs is open any more', async () => {
  const mine = await account();
  const platform = { client_id: 'ca_sandbox_platform', stripe_user_id: mine.stripeAccount };
  expect(await bed.stripe.oauth.deauthorize(platform)).toEqual({ stripe_user_id: mine.stripeAccount });
  await connect.waitFor(1, 'account.application.deauthorized');
  expect(eventsOf(mine.stripeAccount)).toContain('account.application.deauthorized');
  for (const call of [
    bed.stripe.customers.list({}, mine),
    bed.stripe.accounts.retrieve(mine.stripeAccount),
    bed.stripe.accountLinks.create({ account: mine.stripeAccount, type: 'account_onboarding', ...urls }),
  ])
    expect(await refusal(call)).toMatchObject({ statusCode: 403, code: 'account_invalid' });
  await expect(bed.stripe.oauth.deauthorize(platform)).rejects.toMatchObject({ statusCode: 401 });
  const removed = await account();
  await bed.admin('POST', `/accounts/${removed.stripeAccount}/disconnect`, {});
  expect(await refusal(bed.stripe.customers.list({}, removed))).toMatchObject({ statusCode: 403 });
  const deleted = await account();
  expect(await bed.stripe.accounts.del(deleted.stripeAccount)).toMatchObject({ deleted: true });
  expect(await refusal(bed.stripe.accounts.retrieve(deleted.stripeAccount))).toMatchObject({ statusCode: 403 });
});

it('42: a merchant with an account connects it by consent; the code works once', async () => {
  const base = `${bed.sandbox.url}/oauth/authorize`;
  const asked = new URLSearchParams({
    response_type: 'code',
    client_id: 'ca_sandbox_platform',
    scope: 'read_write',
    redirect_uri: 'http://platform.test/connected',
    state: 's-1',
  });
  expect((await open(`${base}?${asked}`)).status).toBe(200);
  expect((await open(`${base}?response_type=code&client_id=ca_other`)).status).toBe(401);
  const answer = async (more: Record<string, string>) => {
    const body = new URLSearchParams({ redirect_uri: 'http://platform.test/connected', state: 's-1', ...more });
    const sent = await fetch(base, { method: 'POST', body, redirect: 'manual' });
    return new URL(sent.headers.get('location') ?? '').searchParams;
  };
  expect(Object.fromEntries(await answer({ deny: '1' }))).toMatchObject({ error: 'access_denied', state: 's-1' });
  const code = (await answer({})).get('code') ?? '';
  const connected = await bed.stripe.oauth.token({ grant_type: 'authorization_code', code });
  expect(connected).toMatchObject({ token_type: 'bearer', livemode: false, scope: 'read_write' });
  const id = connected.stripe_user_id ?? '';
  expect(await bed.stripe.accounts.retrieve(id)).toMatchObject({ charges_enabled: true, type: 'standard' });
  await connect.waitFor(1, 'account.application.authorized');
  expect((await bed.client(connected.access_token ?? '').accounts.retrieveCurrent()).id).toBe(id);
  const again = bed.stripe.oauth.token({ grant_type: 'authorization_code', code });
  await expect(again).rejects.toMatchObject({ statusCode: 400, rawType: 'invalid_grant' });
  const late = (await answer({})).get('code') ?? '';
  await bed.admin('POST', '/clock', { advance_ms: 300_000 });
  await expect(bed.stripe.oauth.token({ grant_type: 'authorization_code', code: late })).rejects.toMatchObject({
    statusCode: 400,
  });
});
