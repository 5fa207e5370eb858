import type { Client } from '@purser/bus';
import { directory } from '@purser/contracts';
import { newId, type Role } from '@purser/message';
import { hashPassword, randomToken } from '@purser/vault';
import { Refusal } from '../stack/refusal.ts';
import { findTenant } from './findTenant.ts';
import { inWords, parsed } from './inWords.ts';
import { ofPlatform } from './ofPlatform.ts';

type Said = readonly string[];

/**
 * Somebody works for a tenant from now on. Who is new gets a password, told here once; who works for others keeps theirs.
 * @throws Refusal where there is no such tenant, or they work there already: a role is changed by its own command
 */
export async function addStaff(
  client: Client,
  { tenant, email, name, role }: { tenant: string; email: string; name: string; role: Role },
): Promise<Said> {
  // First of all: a person for a tenant that is not there would have a password that nobody was told.
  const at = await findTenant(client, tenant);
  const known = await findPerson(client, email);
  const now = known?.memberships.find(({ tenantId }) => tenantId === at.id)?.role;
  if (now !== undefined)
    throw new Refusal(
      `${email} works for ${at.name} already, as ${shownRole(now)}. scripts/purser staff role changes that.`,
    );
  const password = known ? undefined : newPassword();
  const staffId = known?.staffId ?? newId();
  if (password !== undefined) await create(client, { staffId, email, name, password });
  await client.command(directory.setMembership, { staffId, tenantId: at.id, role }, ofPlatform);
  return [
    `${known?.name ?? name} works for ${at.name} as ${shownRole(role)}.`,
    `  id        stf_${staffId.replaceAll('-', '')}`,
    ...(password === undefined
      ? ['  They keep the password they have; scripts/purser staff password makes a new one.']
      : told(password)),
  ];
}

/** @throws Refusal when they do not work there */
export async function setRole(
  client: Client,
  { tenant, email, role }: { tenant: string; email: string; role: Role },
): Promise<Said> {
  const { at, person } = await memberOf(client, tenant, email);
  await client.command(directory.setMembership, { staffId: person.staffId, tenantId: at.id, role }, ofPlatform);
  return [`${person.name} works for ${at.name} as ${shownRole(role)}.`];
}

/** Their sessions at the tenant end within seconds. @throws Refusal when they do not work there */
export async function removeStaff(client: Client, { tenant, email }: { tenant: string; email: string }): Promise<Said> {
  const { at, person } = await memberOf(client, tenant, email);
  await client.command(directory.setMembership, { staffId: person.staffId, tenantId: at.id, role: null }, ofPlatform);
  return [`${person.name} does not work for ${at.name} any more.`];
}

/** For who forgot theirs: a new one, told once. What they have open stays until they sign in by it. */
export async function givePassword(client: Client, { email }: { email: string }): Promise<Said> {
  const person = await findPerson(client, email);
  if (!person) throw new Refusal(`Nobody here has the address ${email}.`);
  const password = newPassword();
  const passwordHash = await hashPassword(password);
  await client.command(directory.setPassword, { staffId: person.staffId, passwordHash, mustChange: true }, ofPlatform);
  return [`${person.name} has a new password.`, ...told(password)];
}

async function create(
  client: Client,
  { password, ...person }: { staffId: string; email: string; name: string; password: string },
): Promise<void> {
  const { createStaff } = directory;
  const passwordHash = await hashPassword(password);
  const input = parsed(createStaff.input, { ...person, passwordHash, mustChange: true });
  await client.command(createStaff, input, ofPlatform).catch(inWords);
}

async function findPerson(client: Client, email: string) {
  const input = parsed(directory.findStaff.input, { email });
  return (await client.query(directory.findStaff, input, ofPlatform)).staff;
}

async function memberOf(client: Client, tenant: string, email: string) {
  const at = await findTenant(client, tenant);
  const person = await findPerson(client, email);
  if (!person?.memberships.some(({ tenantId }) => tenantId === at.id))
    throw new Refusal(`${email} does not work for ${at.name}.`);
  return { at, person };
}

const newPassword = () => randomToken().slice(0, 24);
const shownRole = (role: Role) => (role === 'readOnly' ? 'read-only' : role);
const told = (password: string): Said => [
  `  password  ${password}`,
  '  It is told this once, and lets them in only to choose one of their own. Hand it over where nobody else reads.',
];
