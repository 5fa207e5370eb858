import { payments } from '@purser/contracts';
import { newId } from '@purser/message';
import { asService, type Person } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConnectTown, startConnectTown } from './connectTown.ts';

let town: ConnectTown;
beforeAll(async () => {
  town = await startConnectTown();
  await town.offer({ oauthClient: 'ca_sandbox_platform' });
});
afterAll(() => town?.stop());

type Keys = { secretKey: string; publishableKey: string };
let made = 0;
/** Keys of an account at Stripe: of a new one, or other keys of one that is there, as after a roll. */
async function someKeys(id?: string): Promise<Keys & { accountId: string }> {
  made += 1;
  const unique = `one${process.pid}x${made}x${Date.now()}`;
  const keys = { secretKey: `sk_test_${unique}`, publishableKey: `pk_test_${unique}` };
  const asked = { secret_key: keys.secretKey, publishable_key: keys.publishableKey, ...(id && { id }) };
  const { id: accountId } = (await town.admin('POST', '/accounts', asked)) as { id: string };
  return { ...keys, accountId };
}
const setKeys = ({ staff }: { staff: Person }, { secretKey, publishableKey }: Keys) =>
  town.platform.client.command(payments.setStripeKeys, { mode: 'test', secretKey, publishableKey }, staff);
const keptBy = async ({ staff }: { staff: Person }) => {
  const { modes } = await town.platform.client.query(payments.getStripeSetup, {}, staff);
  return modes.find(({ mode }) => mode === 'test');
};
const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'taken in',
    (fault: { code: string; errors?: { code: string }[] }) => fault.errors?.[0]?.code ?? fault.code,
  );
const holders = (account: string) =>
  town.behind.sql<{ tenant: string }[]>`
    select tenant_id as tenant from payments.connected_accounts where mode = 'test' and account = ${account}`;

/** By the way back from Stripe's consent page, for an account that its owner names there. */
async function connectBy({ staff }: { staff: Person }, account: string) {
  const consent = { mode: 'test' as const, redirectUrl: 'https://purser.example/connect/stripe/callback' };
  const { authorizeUrl } = await town.platform.client.command(payments.beginConsent, consent, staff);
  const { searchParams } = await town.consent(authorizeUrl, account);
  const brought = { state: searchParams.get('state') ?? '', code: searchParams.get('code') ?? '' };
  return town.platform.client.command(payments.finishConsent, brought, staff);
}

test('keys of an account that another company uses are refused, these and others of it, and nothing tells whose it is', async () => {
  const [owner, intruder] = [await town.tenantWithoutKeys(), await town.tenantWithoutKeys()];
  const keys = await someKeys();
  await setKeys(owner, keys);
  const rolled = await someKeys(keys.accountId);
  for (const tried of [keys, rolled]) {
    const told = await setKeys(intruder, tried).catch((fault: object) => JSON.stringify(fault));
    if (tried === rolled) expect(told).toContain('account_taken');
    expect(told).not.toContain(owner.id);
    expect(told).not.toContain(keys.accountId);
  }
  expect(await keptBy(intruder)).toMatchObject({ keys: null, endpoints: [] });
  expect(await holders(keys.accountId)).toEqual([{ tenant: owner.id }]);
  // Its owner sets a new key, as always.
  await setKeys(owner, rolled);
});

test('of companies that set keys of one account at the same time, one has it', async () => {
  for (let round = 0; round < 4; round += 1) {
    const keys = await someKeys();
    const all = await Promise.all([1, 2, 3].map(() => town.tenantWithoutKeys()));
    const ends = await Promise.all(all.map((tenant) => refusal(setKeys(tenant, keys))));
    expect(ends.toSorted()).toEqual(['account_taken', 'account_taken', 'taken in']);
    const winner = all[ends.indexOf('taken in')];
    expect(await holders(keys.accountId)).toEqual([{ tenant: winner?.id }]);
    for (const tenant of all) expect((await keptBy(tenant))?.keys !== null).toBe(tenant === winner);
  }
});

test('what one company connected is not opened by another’s keys, nor what has keys connected by another', async () => {
  const [owner, intruder] = [await town.tenantWithoutKeys(), await town.tenantWithoutKeys()];
  const keys = await someKeys();
  await connectBy(owner, keys.accountId);
  expect(await refusal(setKeys(intruder, keys))).toBe('account_taken');
  const others = await someKeys();
  await setKeys(owner, others);
  expect(await refusal(connectBy(intruder, others.accountId))).toBe('account_taken');
  const { connections } = await town.platform.client.query(payments.getConnect, {}, intruder.staff);
  expect(connections).toEqual([]);
  for (const { accountId } of [keys, others]) expect(await holders(accountId)).toEqual([{ tenant: owner.id }]);
});

test('keys that are set while a connected account is first read are taken in at once: one of the two is in use', async () => {
  const itself = await town.platform.speakAs('payments');
  for (let round = 0; round < 6; round += 1) {
    const tenant = await town.tenantWithoutKeys();
    const [connected, keys] = [await someKeys(), await someKeys()];
    await connectBy(tenant, connected.accountId);
    const home = { mode: 'test' as const, account: connected.accountId };
    const reading = itself.command(payments.followAccount, home, asService(tenant.id, 'payments'));
    expect(await Promise.all([refusal(reading), refusal(setKeys(tenant, keys))])).toEqual(['taken in', 'taken in']);
    const { inUse } = await town.platform.client.query(payments.getStripeSetup, {}, tenant.staff);
    expect([connected.accountId, 'own']).toContain(inUse?.account);
  }
});

test('one company does not have an account twice either: its payouts would be booked twice', async () => {
  const tenant = await town.tenantWithoutKeys();
  const keys = await someKeys();
  await setKeys(tenant, keys);
  expect(await refusal(connectBy(tenant, keys.accountId))).toBe('account_has_keys');
  const connected = await someKeys();
  await connectBy(tenant, connected.accountId);
  expect(await refusal(setKeys(tenant, connected))).toBe('account_taken');
});

test('keys that were kept before anybody asked whose they are get a verdict, and are not put in use again', async () => {
  const [owner, late] = [await town.tenantWithoutKeys(), await town.tenantWithoutKeys()];
  const { accountId, ...keys } = await someKeys();
  await setKeys(owner, keys);
  const whole = { endpointId: newId(), mode: 'test' as const, ...keys, webhookSecrets: ['whsec_nobody00'] };
  await town.platform.client.command(payments.configureStripe, whole, late.staff);
  const { verdicts } = await town.platform.client.command(payments.checkStripe, { mode: 'test' }, late.staff);
  const key = verdicts.find(({ item }) => item === 'secretKey');
  expect(key).toMatchObject({ verdict: 'bad', text: expect.stringContaining('Another company') });
  expect(JSON.stringify(await keptBy(late))).not.toContain(accountId);
  await town.behind.sql`update payments.stripe_accounts set in_use = false where tenant_id = ${late.id}`;
  expect(await refusal(town.platform.client.command(payments.useStripeMode, { mode: 'test' }, late.staff))).toBe(
    'stripe_not_fit',
  );
});

test('the other mode is another account, and keys that were changed for others let go of the first', async () => {
  const [tenant, next] = [await town.tenantWithoutKeys(), await town.tenantWithoutKeys()];
  const [first, second] = [await someKeys(), await someKeys()];
  await town.behind.sql`
    insert into payments.connected_accounts (mode, account, tenant_id, kind) values ('live', ${first.accountId}, ${next.id}, 'own')`;
  await setKeys(tenant, first);
  await setKeys(tenant, second);
  await setKeys(next, first);
  expect(await holders(first.accountId)).toEqual([{ tenant: next.id }]);
});

test('a restricted key that does not tell whose account it is of is refused', async () => {
  const tenant = await town.tenantWithoutKeys();
  const { secretKey, publishableKey } = await someKeys();
  const restricted = { secretKey: secretKey.replace('sk_', 'rk_'), publishableKey };
  // Looks at keys that were set before meet no trouble that is meant for these.
  await town.platform.quiet();
  await town.admin('POST', '/faults', { method: 'GET', path: '/v1/account', status: 403, count: 1 });
  try {
    expect(await refusal(setKeys(tenant, restricted))).toBe('account_unread');
  } finally {
    await town.admin('DELETE', '/faults');
  }
  expect((await keptBy(tenant))?.keys).toBeNull();
});
