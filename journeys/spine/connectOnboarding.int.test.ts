import { directory, payments } from '@purser/contracts';
import { newId } from '@purser/message';
import { asStaff, type Person, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connected, type ConnectTown, platformKeys, startConnectTown } from './connectTown.ts';
import { mailsTo } from './mailbox.ts';
import { operatorAddress, untilInvoice } from './town.ts';

let town: ConnectTown;

beforeAll(async () => {
  town = await startConnectTown();
});
afterAll(() => town?.stop());

const urls = { refreshUrl: 'https://purser.example/refresh', returnUrl: 'https://purser.example/return' };
const asked = { mode: 'test' as const, country: 'GB', ...urls };
const everything = { details: 'on', bank: 'on', identity: 'passed' };
const oauthClient = 'ca_sandbox_platform';

const begin = (staff: Person) => town.platform.client.command(payments.beginConnection, asked, staff);
const look = (staff: Person) => town.platform.client.query(payments.getConnect, {}, staff);

function untilConnect(staff: Person, what: string, is: (seen: Awaited<ReturnType<typeof look>>) => boolean) {
  return until(what, async () => {
    const seen = await look(staff);
    return is(seen) && seen;
  });
}

test.each(['v2', 'standard', 'express'] as const)(
  'a tenant is made an account as %s, tells Stripe about itself, and takes its first payment there',
  async (onboarding) => {
    await town.offer({ onboarding });
    const { id, staff } = await town.tenantWithoutKeys();
    const { account, url = '' } = await begin(staff);
    const begun = await look(staff);
    expect(begun.inUse).toBeNull();
    expect(begun.connections).toMatchObject([{ account, status: 'open', charges: 'inactive' }]);
    expect(await town.fillIn(url, everything)).toBe(urls.returnUrl);
    await untilConnect(staff, 'its events have come', ({ inUse }) => inUse?.account === account);
    const tenant: Connected = { id, staff, account };
    const { invoiceId, prepared } = await town.pay(tenant);
    expect(prepared.connectedAccount).toBe(account);
    await untilInvoice(town, staff, invoiceId, 'paid');
  },
);

test('an account is made in the country of the company’s address, unless another is told; where nobody says, it is asked for', async () => {
  await town.offer({ onboarding: 'v2' });
  const { client } = town.platform;
  const { country: _, ...unsaid } = asked;
  const silent = await town.tenantWithoutKeys();
  await expect(client.command(payments.beginConnection, unsaid, silent.staff)).rejects.toMatchObject({
    errors: [{ path: 'country', code: 'country_needed' }],
  });
  const { staff } = await town.tenantWithoutKeys();
  const address = { line1: '1 Quay Street', city: 'Dublin', country: 'IE' };
  await client.command(directory.updateTenant, { company: { legalName: 'Northwind IT Ltd', address } }, staff);
  const { account } = await client.command(payments.beginConnection, unsaid, staff);
  expect((await town.stripe.accounts.retrieve(account)).country).toBe('IE');
  const told = await begin(silent.staff);
  expect((await town.stripe.accounts.retrieve(told.account)).country).toBe('GB');
});

test('a merchant who shut the platform out and gives leave again is charged there again', async () => {
  await town.offer({ oauthClient });
  const { id, staff } = await town.tenantWithoutKeys();
  const connect = async (known?: string) => {
    const consent = { mode: 'test' as const, redirectUrl: 'https://purser.example/connect/stripe/callback' };
    const { authorizeUrl } = await town.platform.client.command(payments.beginConsent, consent, staff);
    const { searchParams } = await town.consent(authorizeUrl, known);
    const brought = { state: searchParams.get('state') ?? '', code: searchParams.get('code') ?? '' };
    return (await town.platform.client.command(payments.finishConsent, brought, staff)).account;
  };
  const account = await connect();
  await untilConnect(staff, 'it is used', ({ inUse }) => inUse?.account === account && inUse.stopped === null);
  await town.admin('POST', `/accounts/${account}/disconnect`, {});
  await untilConnect(staff, 'it is shut out', ({ inUse }) => inUse?.stopped === 'disconnected');
  expect(await connect(account)).toBe(account);
  await untilConnect(
    staff,
    'it is let in again',
    ({ inUse, connections }) => inUse?.stopped === null && connections[0]?.status === 'open',
  );
  // Keys are used for some seconds without looking whether anything changed.
  const { invoiceId } = await until('charging goes on', () =>
    town.pay({ id, staff, account }).catch((fault: { code: string }) => {
      if (fault.code === 'stripe_disconnected') return undefined;
      throw fault;
    }),
  );
  await untilInvoice(town, staff, invoiceId, 'paid');
  expect((await look(staff)).connections).toHaveLength(1);
});

test('a way in that was used or has expired is made anew, for the same account; pressed twice at once there is one', async () => {
  await town.offer({ onboarding: 'v2' });
  const { staff } = await town.tenantWithoutKeys();
  const both = await Promise.allSettled([begin(staff), begin(staff)]);
  const made = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const again = await begin(staff);
  expect(new Set([...made, again].map(({ account }) => account)).size).toBe(1);
  expect(new Set([...made, again].map(({ url }) => url)).size).toBe(made.length + 1);
  const { connections } = await look(staff);
  expect(connections).toHaveLength(1);
});

test('what Stripe wants, looks at and refuses is told, by its events and on demand', async () => {
  await town.offer({ onboarding: 'v2' });
  const { staff } = await town.tenantWithoutKeys();
  const { account } = await begin(staff);
  const home = { mode: 'test' as const, account };
  await town.platform.client.command(payments.followAccount, home, staff);
  expect((await look(staff)).connections[0]?.due).toContain('external_account');
  await town.admin('POST', `/accounts/${account}/standing`, { details: true, bank: true, identity: 'failed' });
  const failed = await untilConnect(staff, 'it is refused', ({ connections }) => connections[0]?.problems.length === 1);
  expect(failed.connections[0]?.problems[0]).toMatch(/could not be read/);
  await town.admin('POST', `/accounts/${account}/standing`, { identity: 'pending' });
  await untilConnect(staff, 'it waits', ({ connections }) => connections[0]?.charges === 'pending');
});

test('should no event come, the timer sees it', async () => {
  await town.offer({ onboarding: 'v2' });
  const { staff } = await town.tenantWithoutKeys();
  await town.admin('POST', '/webhook-faults', { drop: 1 });
  try {
    const { account } = await begin(staff);
    await town.admin('POST', `/accounts/${account}/standing`, { details: true, bank: true, identity: 'passed' });
    expect((await look(staff)).inUse).toBeNull();
    town.platform.clock.setOffset(11 * 60_000);
    await untilConnect(staff, 'the timer looked', ({ inUse }) => inUse?.account === account);
  } finally {
    town.platform.clock.setOffset(0);
    await town.admin('DELETE', '/webhook-faults');
  }
});

test('an account that exists is connected by its owner’s leave: once, and only by the person who began', async () => {
  await town.offer({ oauthClient });
  const { id, staff } = await town.tenantWithoutKeys();
  const consent = { mode: 'test' as const, redirectUrl: 'https://purser.example/connect/stripe/callback' };
  const { authorizeUrl } = await town.platform.client.command(payments.beginConsent, consent, staff);
  expect(authorizeUrl.startsWith(`${town.sandbox.url}/oauth/authorize?`)).toBe(true);
  const back = await town.consent(authorizeUrl);
  expect(back.href.startsWith(consent.redirectUrl)).toBe(true);
  const brought = { state: back.searchParams.get('state') ?? '', code: back.searchParams.get('code') ?? '' };
  const finish = (who: Person) => town.platform.client.command(payments.finishConsent, brought, who);
  const elsewhere = await town.tenantWithoutKeys();
  await expect(finish(elsewhere.staff)).rejects.toMatchObject({ code: 'state_unknown' });
  const colleague = asStaff(id);
  colleague.actor = { ...colleague.actor, id: newId() } as Person['actor'];
  await expect(finish(colleague)).rejects.toMatchObject({ code: 'state_unknown' });
  const { account } = await finish(staff);
  await expect(finish(staff)).rejects.toMatchObject({ code: 'state_unknown' });
  await untilConnect(staff, 'it is used', ({ inUse }) => inUse?.account === account);
});

test('an account that is one company’s is not another’s', async () => {
  await town.offer({ onboarding: 'v2', oauthClient });
  const [first, second] = [await town.connected(), await town.tenantWithoutKeys()];
  for (const command of [payments.useAccount, payments.followAccount, payments.leaveAccount])
    await expect(
      town.platform.client.command(command, { mode: 'test', account: first.account }, second.staff),
    ).rejects.toMatchObject({ kind: 'notFound' });
  expect(JSON.stringify(await look(second.staff))).not.toContain(first.account);
  expect(JSON.stringify(await look(second.staff))).not.toContain(platformKeys.secretKey);
});

/** Connects a tenant by OAuth, so that connecting again is the same account's. */
async function onboarded(): Promise<Connected> {
  const { id, staff } = await town.tenantWithoutKeys();
  const { account, url = '' } = await begin(staff);
  await town.fillIn(url, everything);
  await untilConnect(staff, 'it is used', ({ inUse }) => inUse?.account === account);
  return { id, staff, account };
}

test('when the merchant shuts the platform out, nothing new is charged, with a clear reason, and both sides get a mail', async () => {
  await town.offer({ onboarding: 'v2' });
  const tenant = await onboarded();
  const inbox = `staff-${newId()}@example.com`;
  const company = { legalName: 'Northwind IT Ltd', email: inbox };
  await town.platform.client.command(directory.updateTenant, { company }, tenant.staff);
  await town.admin('POST', `/accounts/${tenant.account}/disconnect`, {});
  const seen = await untilConnect(tenant.staff, 'it is known', ({ inUse }) => inUse?.stopped === 'disconnected');
  expect(seen.connections).toMatchObject([{ account: tenant.account, status: 'disconnected' }]);
  const ada = await town.customerOf(tenant);
  const invoiceId = await town.invoice({ ...tenant, endpointId: '', webhookSecret: '' }, ada.customerId);
  await until('new payments are refused', async () => {
    const refused = await town.platform.client
      .command(payments.preparePayment, { invoiceId }, ada)
      .catch((fault: { code: string }) => fault.code);
    return refused === 'stripe_disconnected';
  });
  // The operator hears of alarms once an hour, and of another one a test before.
  town.platform.clock.setOffset(65 * 60_000);
  try {
    for (const address of [inbox, operatorAddress])
      await until(
        `a mail to ${address}`,
        async () => (await mailsTo(town, address)).some(({ subject }) => subject.includes(tenant.account)),
        60_000,
      );
  } finally {
    town.platform.clock.setOffset(0);
  }
});

test('where no event tells of it, the first payment that Stripe refuses does', async () => {
  await town.offer({ onboarding: 'v2' });
  const tenant = await onboarded();
  await town.admin('POST', '/webhook-faults', { drop: 1 });
  try {
    await town.admin('POST', `/accounts/${tenant.account}/disconnect`, {});
    const ada = await town.customerOf(tenant);
    const invoiceId = await town.invoice({ ...tenant, endpointId: '', webhookSecret: '' }, ada.customerId);
    await expect(town.platform.client.command(payments.preparePayment, { invoiceId }, ada)).rejects.toMatchObject({
      code: 'stripe_refused',
    });
    await untilConnect(tenant.staff, 'it is known', ({ inUse }) => inUse?.stopped === 'disconnected');
  } finally {
    await town.admin('DELETE', '/webhook-faults');
  }
});

test('a tenant goes over to keys of its own and back, and an open payment ends where it was begun', async () => {
  await town.offer({ onboarding: 'v2' });
  const tenant = await onboarded();
  const ada = await town.customerOf(tenant);
  const invoiceId = await town.invoice({ ...tenant, endpointId: '', webhookSecret: '' }, ada.customerId);
  const open = await town.platform.client.command(payments.preparePayment, { invoiceId }, ada);
  const own = { endpointId: newId(), mode: 'test' as const, ...platformKeys, webhookSecrets: ['whsec_nobody00'] };
  await town.platform.client.command(payments.configureStripe, own, tenant.staff);
  expect((await look(tenant.staff)).inUse).toMatchObject({ account: 'own' });
  await town.confirmThere({ ...open, clientSecret: open.clientSecret ?? '' }, 'pm_card_visa');
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  const back = { mode: 'test' as const, account: tenant.account };
  await town.platform.client.command(payments.useAccount, back, tenant.staff);
  expect((await look(tenant.staff)).inUse).toMatchObject({ account: tenant.account });
});

test('an account that may not take cards yet is not used', async () => {
  await town.offer({ onboarding: 'v2' });
  const { staff } = await town.tenantWithoutKeys();
  const { account } = await begin(staff);
  await expect(
    town.platform.client.command(payments.useAccount, { mode: 'test', account }, staff),
  ).rejects.toMatchObject({ code: 'account_not_ready' });
});
