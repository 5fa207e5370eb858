import { directory as contract } from '@purser/contracts';
import { directory } from '@purser/directory/service';
import { newId } from '@purser/message';
import { type TestPlatform, testPlatform } from '@purser/testing';
import { verifyPassword } from '@purser/vault';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTenant } from './createTenant.ts';
import { ofPlatform } from './ofPlatform.ts';
import { addStaff, givePassword, removeStaff, setRole } from './staff.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({ services: [directory] });
});
afterAll(() => platform?.stop());

const settings = { timeZone: 'Europe/London', currency: 'GBP', numberPrefix: 'INV-', terms_days: 14 };
const aSlug = () => `t${newId().replaceAll('-', '').slice(-20)}`;
async function aTenant(): Promise<string> {
  const slug = aSlug();
  await createTenant(platform.client, { ...settings, name: 'Hollybrook IT', slug });
  return slug;
}
const anEmail = () => `${newId()}@example.com`;
const find = async (email: string) => (await platform.client.query(contract.findStaff, { email }, ofPlatform)).staff;
const passwordIn = (said: readonly string[]) => /password {2}(\S+)/.exec(said.join('\n'))?.[1] ?? '';

test('a company is made with its settings; what is wrong with them is told by name, and a slug is one company’s', async () => {
  const slug = aSlug();
  const said = await createTenant(platform.client, { ...settings, name: 'Hollybrook IT', slug });
  expect(said.join('\n')).toContain(`/portal/${slug}`);
  const make = (more: object) => createTenant(platform.client, { ...settings, name: 'Other', ...more });
  await expect(make({ slug })).rejects.toMatchObject({ code: 'slug_taken' });
  await expect(make({ timeZone: 'Europe/Lodon' })).rejects.toThrow(/timeZone: Europe\/Lodon is not a time zone/);
  await expect(make({ currency: 'ABC' })).rejects.toThrow(/currency: ABC is not a currency/);
  await expect(make({ slug: 'Not So', language: 'klingon' })).rejects.toThrow(/slug: .*\n.*language: /);
});

test('who is new gets a password that is told once and must be changed; who is known keeps theirs', async () => {
  const [one, two, email] = [await aTenant(), await aTenant(), anEmail()];
  const { client } = platform;
  const said = await addStaff(client, { tenant: one, email, name: 'Ada', role: 'owner' });
  const added = await find(email);
  expect(added).toMatchObject({ name: 'Ada', mustChange: true, memberships: [{ role: 'owner' }] });
  expect(await verifyPassword(passwordIn(said), added?.passwordHash ?? '')).toBe(true);
  const more = await addStaff(client, { tenant: two, email, name: 'Somebody', role: 'readOnly' });
  expect(passwordIn(more)).toBe('');
  const known = await find(email);
  expect(known?.passwordHash).toBe(added?.passwordHash);
  expect(known?.memberships.map(({ role }) => role).sort()).toEqual(['owner', 'readOnly']);
});

test('a tenant that is not there makes no person, and a role is not changed by adding somebody again', async () => {
  const [tenant, email] = [await aTenant(), anEmail()];
  const { client } = platform;
  const add = (at: string) => addStaff(client, { tenant: at, email, name: 'Ada', role: 'admin' });
  await expect(add('nobody-there')).rejects.toThrow('There is no tenant nobody-there.');
  await expect(add(newId())).rejects.toMatchObject({ code: 'tenant_not_found' });
  await expect(addStaff(client, { tenant, email: 'ada', name: 'Ada', role: 'admin' })).rejects.toThrow('email: ');
  expect(await find(email)).toBeNull();
  await add(tenant);
  await expect(addStaff(client, { tenant, email, name: 'Ada', role: 'owner' })).rejects.toThrow('as admin');
  expect((await find(email))?.memberships).toMatchObject([{ role: 'admin' }]);
});

test('a role is changed and taken away at the tenant that was named, and at no other', async () => {
  const [one, two, email] = [await aTenant(), await aTenant(), anEmail()];
  const { client } = platform;
  await addStaff(client, { tenant: one, email, name: 'Ada', role: 'owner' });
  await expect(setRole(client, { tenant: two, email, role: 'owner' })).rejects.toThrow('does not work for');
  await expect(removeStaff(client, { tenant: two, email })).rejects.toThrow('does not work for');
  await setRole(client, { tenant: one, email, role: 'support' });
  expect((await find(email))?.memberships).toMatchObject([{ role: 'support' }]);
  await removeStaff(client, { tenant: one, email });
  expect((await find(email))?.memberships).toEqual([]);
});

test('who forgot their password gets another that must be changed; a stranger gets none', async () => {
  const [tenant, email] = [await aTenant(), anEmail()];
  const { client } = platform;
  const first = passwordIn(await addStaff(client, { tenant, email, name: 'Ada', role: 'owner' }));
  const second = passwordIn(await givePassword(client, { email }));
  const { passwordHash = '', mustChange } = (await find(email)) ?? {};
  expect(mustChange).toBe(true);
  expect(await verifyPassword(second, passwordHash)).toBe(true);
  expect(await verifyPassword(first, passwordHash)).toBe(false);
  await expect(givePassword(client, { email: anEmail() })).rejects.toThrow('Nobody here has the address');
});
