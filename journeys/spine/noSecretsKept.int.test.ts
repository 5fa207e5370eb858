import { directory, invoicing, payments } from '@purser/contracts';
import { newId, platformTenant } from '@purser/message';
import { asService, until } from '@purser/testing';
import { hashPassword } from '@purser/vault';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBooks } from './books.ts';
import { type ConnectTown, platformKeys, startConnectTown } from './connectTown.ts';
import { linkIn, untilMail } from './mailbox.ts';
import { postSigned, strangeEvent } from './posting.ts';
import { foundIn, keepingLog, type Secret, searchDatabase } from './secretsSearched.ts';
import { untilInvoice } from './town.ts';

const { log, lines } = keepingLog();
/** What was told to people who were refused. */
const refusals: string[] = [];
const secrets: Secret[] = [];
const secret = (what: string, text: string | null | undefined): string => {
  if (!text || text.length < 8) throw new Error(`${what} is not known`);
  secrets.push([what, text]);
  return text;
};

let town: ConnectTown;
const ownFetch = globalThis.fetch;
beforeAll(async () => {
  town = await startConnectTown(log);
  globalThis.fetch = hearingTokens;
});
afterAll(async () => {
  globalThis.fetch = ownFetch;
  await town?.stop();
});

/** Hears the tokens that Xero gives to whoever asks. */
const hearingTokens: typeof fetch = async (input, init) => {
  const answer = await ownFetch(input, init);
  const url = input instanceof Request ? input.url : String(input);
  if (!url.includes('/connect/token')) return answer;
  const given: unknown = await answer.clone().json();
  for (const name of ['access_token', 'refresh_token']) {
    const token: unknown = given !== null && typeof given === 'object' ? Reflect.get(given, name) : undefined;
    if (typeof token === 'string') secret(`Xero's ${name}`, token);
  }
  return answer;
};

/** What was refused is kept to be searched: nobody may be told a secret, even their own. */
async function refused(call: Promise<unknown>): Promise<void> {
  const fault: unknown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(fault instanceof Error)) throw new Error('it was not refused');
  refusals.push(`${fault.message} ${JSON.stringify(fault)}`);
}

const browserAt = (cookies = new Map<string, string>()) => ({
  cookies,
  send: async (path: string, body: object, headers: Record<string, string> = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await ownFetch(`${town.edge.url}/api/v1${path}`, {
      method: 'POST',
      headers: { origin: town.edge.url, 'content-type': 'application/json', cookie, ...headers },
      body: JSON.stringify(body),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  },
});

/** Keys, endpoints and what of them is refused. */
async function configuration(): Promise<{ id: string; staff: Parameters<typeof openBooks>[1]['staff'] }> {
  const { client } = town.platform;
  const tenant = await town.tenant();
  secret('the platform’s key', platformKeys.secretKey);
  secret('the webhook secret', tenant.webhookSecret);
  const typed = { mode: 'test' as const, publishableKey: platformKeys.publishableKey };
  const mistyped = secret('a mistyped key', `sk_test_mistyped${newId().replaceAll('-', '')}`);
  await refused(client.command(payments.setStripeKeys, { ...typed, secretKey: mistyped }, tenant.staff));
  const misshapen = secret('a key with a blank in it', `sk_test_mis shapen${newId()}`);
  await refused(client.command(payments.setStripeKeys, { ...typed, secretKey: misshapen }, tenant.staff));
  const rolled = secret('a rolled secret', `whsec_rolled${newId().replaceAll('-', '')}`);
  await client.command(
    payments.addWebhookSecret,
    { endpointId: tenant.endpointId, secret: rolled, keep_hours: 1 },
    tenant.staff,
  );
  await client.command(payments.makeStripeEndpoint, { endpointId: newId(), mode: 'test', kind: 'own' }, tenant.staff);
  expect(await postSigned(town, tenant.endpointId, rolled, strangeEvent())).toBe(200);
  const foreign = secret('somebody’s webhook secret', `whsec_foreign${newId().replaceAll('-', '')}`);
  expect(await postSigned(town, tenant.endpointId, foreign, strangeEvent())).toBe(401);
  await client.command(payments.checkStripe, { mode: 'test' }, tenant.staff);
  return tenant;
}

const number = '4000000000000341';

/** A card as the payer's browser gives it to Stripe. */
async function typedCard(): Promise<string> {
  const card = { type: 'card', 'card[number]': secret('a card number', number), 'card[exp_month]': '12' };
  const answer = await ownFetch(`${town.sandbox.url}/v1/payment_methods`, {
    method: 'POST',
    headers: { authorization: `Bearer ${platformKeys.publishableKey}` },
    body: new URLSearchParams({ ...card, 'card[exp_year]': '2040', 'card[cvc]': '123' }),
  });
  return String(Reflect.get((await answer.json()) as object, 'id'));
}

/** Paid, refused by a bank, refunded, a card kept, and Stripe away in the middle of it. */
async function paying(tenant: Awaited<ReturnType<ConnectTown['tenant']>>): Promise<void> {
  const { client } = town.platform;
  const customer = await town.customer(tenant, `ada-${newId()}@example.com`);
  const { customerId } = customer;
  const form = await client.command(payments.prepareSetup, { customerId, consent: 'I agree.' }, customer);
  secret('the client secret of a form', form.clientSecret);
  const [paid, declined] = [await town.invoice(tenant, customerId), await town.invoice(tenant, customerId)];
  await town.admin('POST', '/faults', { method: 'POST', path: '/v1/payment_intents', count: 2, status: 500 });
  const one = await until('it is prepared', () =>
    client.command(payments.preparePayment, { invoiceId: paid }, customer).catch(() => false as const),
  );
  secret('a client secret', one.clientSecret);
  await town.confirm(one, 'pm_card_visa');
  await untilInvoice(town, tenant.staff, paid, 'paid');
  const other = await client.command(payments.preparePayment, { invoiceId: declined }, customer);
  secret('another client secret', other.clientSecret);
  expect((await town.confirm(other, await typedCard())).status).toBe(402);
  const [payment] = (await client.query(payments.listPayments, { invoiceId: paid }, tenant.staff)).payments;
  const back = { refundId: newId(), invoiceId: paid, paymentId: payment?.paymentId ?? '', amount: 20_00 };
  await client.command(invoicing.refundPayment, { ...back, reason: 'requestedByCustomer' }, tenant.staff);
  await refused(client.command(invoicing.refundPayment, { ...back, reason: 'duplicate' }, tenant.staff));
}

/** At an account that was connected by leave, which is then taken back. */
async function connecting(): Promise<void> {
  const { client } = town.platform;
  await town.offer({ oauthClient: 'ca_sandbox_platform' });
  const { id, staff } = await town.tenantWithoutKeys();
  const asked = { mode: 'test' as const, redirectUrl: 'https://purser.example/connect/stripe/callback' };
  const { authorizeUrl } = await client.command(payments.beginConsent, asked, staff);
  const back = await town.consent(authorizeUrl);
  const state = secret('the state of a consent', back.searchParams.get('state'));
  const code = secret('the code of a consent', back.searchParams.get('code'));
  const wrong = secret('a code that is none', `ac_wrong${newId()}`);
  await refused(client.command(payments.finishConsent, { state: newId(), code: wrong }, staff));
  const { account } = await client.command(payments.finishConsent, { state, code }, staff);
  await refused(client.command(payments.finishConsent, { state, code }, staff));
  await until('it is used', async () => (await client.query(payments.getConnect, {}, staff)).inUse !== null);
  const { prepared } = await town.pay({ id, staff, account });
  secret('a client secret at a connected account', prepared.clientSecret);
  await town.admin('POST', `/accounts/${account}/disconnect`, {});
}

/** A customer comes in by mail, and somebody of the staff by a password, who makes a key for a program. */
async function comingIn(tenant: Awaited<ReturnType<ConnectTown['tenant']>>): Promise<void> {
  const { client } = town.platform;
  const { slug } = await client.query(directory.getTenant, {}, tenant.staff);
  const email = `bob-${newId()}@example.com`;
  const { customerId } = await town.customer(tenant, email);
  const payer = browserAt();
  expect((await payer.send('/portal/sign-in', { tenant: slug, email })).status).toBe(202);
  const signIn = new URL(linkIn(await untilMail(town, email, 'Sign in'))).hash.slice(1);
  secret('a sign-in token', signIn);
  expect((await payer.send('/portal/open', { token: signIn })).status).toBe(200);
  expect((await payer.send('/portal/open', { token: signIn })).status).toBe(410);
  await town.invoice(tenant, customerId);
  const link = new URL(linkIn(await untilMail(town, email, 'due by'))).hash.slice(1);
  expect((await payer.send('/portal/open', { token: secret('an invoice link’s token', link) })).status).toBe(200);
  const staffId = newId();
  const password = secret('a password', 'a long enough password of Robin’s');
  const staffMail = `robin-${staffId}@example.com`;
  const house = asService(platformTenant, 'gateway');
  const passwordHash = await hashPassword(password);
  await client.command(directory.createStaff, { staffId, name: 'Robin', email: staffMail, passwordHash }, house);
  await client.command(directory.setMembership, { staffId, tenantId: tenant.id, role: 'owner' }, house);
  await town.platform.quiet();
  const desk = browserAt();
  expect((await desk.send('/session', { email: staffMail, password: `${password}!` })).status).toBe(401);
  const session = await desk.send('/session', { email: staffMail, password });
  expect(session.status).toBe(200);
  const key = await desk.send(
    '/api-keys',
    { name: 'A program', role: 'readOnly' },
    { 'x-csrf-token': String(session.body.csrfToken) },
  );
  secret('an API key', String(key.body.key));
  for (const { cookies } of [payer, desk])
    for (const [name, value] of cookies) if (value.length > 20) secret(`the cookie ${name}`, value);
}

test('after payments, refusals, connecting, signing in and failures no secret stands in a log, a refusal or a row', async () => {
  const tenant = await configuration();
  const whole = { ...tenant, endpointId: '', webhookSecret: '' };
  await (await openBooks(town, whole)).connect();
  await paying(whole);
  await comingIn(whole);
  await connecting();
  await until('nothing waits for Stripe', async () => {
    await town.platform.quiet();
    const { count } = await town.behind.sql`select from payments.webhook_events where status = 'received'`;
    return count === 0;
  });
  await town.platform.quiet();

  // Whoever searches for nothing finds nothing.
  expect(secrets.length).toBeGreaterThan(20);
  expect(lines.length).toBeGreaterThan(20);
  expect(refusals).toHaveLength(5);
  expect([
    ...new Set(lines.flatMap((line) => foundIn(line, secrets).map((what) => `${what}: ${line.slice(0, 80)}`))),
  ]).toEqual([]);
  expect(refusals.flatMap((text) => foundIn(text, secrets))).toEqual([]);
  const { tables, rows, found } = await searchDatabase(town.behind, secrets);
  expect([tables > 100, rows > 500]).toEqual([true, true]);
  expect(found).toEqual([]);
  // What was called at Stripe and Xero is logged there by its address.
  const asked = JSON.stringify(await town.admin('GET', '/requests?limit=500'));
  const inAddresses = secrets.filter(([what, text]) => !what.includes('client secret') && asked.includes(text));
  expect(inAddresses.map(([what]) => what)).toEqual([]);
});
