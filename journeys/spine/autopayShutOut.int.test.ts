import { invoicing, payments } from '@purser/contracts';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asTenant, type ConnectTown, startConnectTown } from './connectTown.ts';
import { consent, type Payers, payersOf } from './payers.ts';

let town: ConnectTown;
let payers: Payers;
beforeAll(async () => {
  town = await startConnectTown();
  payers = payersOf(town);
  await town.offer({ oauthClient: 'ca_sandbox_platform' });
});
afterAll(async () => {
  await payers?.stop();
  await town?.stop();
});

const client = () => town.platform.client;

test('while the platform is shut out a night charges nothing and blames nobody’s card; once it is let in again the next night does, once', async () => {
  const { id, staff } = await town.tenantWithoutKeys();
  const connect = async (known?: string) => {
    const asked = { mode: 'test' as const, redirectUrl: 'https://purser.example/connect/stripe/callback' };
    const { authorizeUrl } = await client().command(payments.beginConsent, asked, staff);
    const { searchParams } = await town.consent(authorizeUrl, known);
    const brought = { state: searchParams.get('state') ?? '', code: searchParams.get('code') ?? '' };
    return (await client().command(payments.finishConsent, brought, staff)).account;
  };
  const standing = async () => (await client().query(payments.getConnect, {}, staff)).inUse;
  const account = await connect();
  // Stripe is asked for it first, which a busy machine may have to do twice.
  await until('it is in use', async () => (await standing())?.account === account);
  const tenant = asTenant({ id, staff, account });
  const ada = await town.customerOf(tenant);
  const { customerId } = ada;
  const form = await client().command(payments.prepareSetup, { customerId, consent }, ada);
  const there = { stripeAccount: account };
  const card = { payment_method: 'pm_card_visa', return_url: 'https://pay.example/back' };
  await town.stripe.setupIntents.confirm(form.setupIntentId, card, there);
  await until('the card is on file', async () => {
    const { methods } = await client().query(payments.listMethods, { customerId }, ada);
    return methods.length === 1;
  });
  await client().command(payments.setAutopay, { customerId, on: true, consent }, ada);
  const invoiceId = await town.invoice(tenant, customerId);

  await town.admin('POST', `/accounts/${account}/disconnect`, {});
  await until('it is shut out', async () => (await standing())?.stopped === 'disconnected');
  await payers.night(tenant, 14);
  // Keys are used for some seconds without looking whether anything changed: Stripe may have been asked once, and said no.
  for (const { status, code } of await payers.attempts(tenant, invoiceId))
    expect([status, code]).toEqual(['failed', 'account_invalid']);
  expect(await payers.autopayOf(tenant, invoiceId)).toMatchObject({ tries: [], why: null });

  expect(await connect(account)).toBe(account);
  await until('it is let in again', async () => (await standing())?.stopped === null);
  await payers.night(tenant, 15);
  await until('it is paid', async () => {
    const { status } = await client().query(invoicing.getInvoice, { invoiceId }, staff);
    return status === 'paid';
  });
  await payers.night(tenant, 16);
  const { data } = await town.stripe.paymentIntents.list({ limit: 100 }, there);
  expect(data.filter(({ status }) => status === 'succeeded').map(({ metadata }) => metadata.invoice_id)).toEqual([
    invoiceId,
  ]);
});
