import { parseArgs } from 'node:util';
import type { Client } from '@purser/bus';
import type { Role } from '@purser/message';
import { addStaff, givePassword, removeStaff, setRole } from '../company/staff.ts';
import type { Work } from './work.ts';

export const staffUsage = `scripts/purser staff add --tenant <slug or id> --email <address> --name <name> --role owner|admin|accountant|support|read-only
  lets somebody work for a tenant. Who is new gets a password, told once, that must be changed when they first sign in.
scripts/purser staff role --tenant <slug or id> --email <address> --role owner|admin|accountant|support|read-only
scripts/purser staff remove --tenant <slug or id> --email <address>
scripts/purser staff password --email <address>
  gives somebody who forgot theirs a new one, told once, that must be changed likewise.`;

const roles = new Map<string, Role>([
  ['owner', 'owner'],
  ['admin', 'admin'],
  ['accountant', 'accountant'],
  ['support', 'support'],
  ['read-only', 'readOnly'],
]);

const text = { type: 'string' } as const;

/** `staff add …`, `staff role …`, `staff remove …`, `staff password …`. No password is ever an argument: others would see it. */
export function readStaff([verb = '', ...args]: readonly string[]): Work | undefined {
  const options = { tenant: text, email: text, name: text, role: text } as const;
  const said = parseArgs({ args, options }).values;
  const { tenant, email, name } = said;
  const role = roles.get(said.role ?? '');
  // Each takes what it needs and nothing more: a role that was said to `remove` was a slip.
  const given = Object.keys(said).sort().join(' ');
  const done = (what: (client: Client) => Promise<readonly string[]>): Work => {
    return async ({ client }) => ({ said: await what(client), exit: 0 });
  };
  if (verb === 'password' && given === 'email' && email) return done((client) => givePassword(client, { email }));
  if (!tenant || !email) return undefined;
  if (verb === 'remove' && given === 'email tenant') return done((client) => removeStaff(client, { tenant, email }));
  if (!role) return undefined;
  if (verb === 'role' && given === 'email role tenant')
    return done((client) => setRole(client, { tenant, email, role }));
  if (verb !== 'add' || !name?.trim()) return undefined;
  return done((client) => addStaff(client, { tenant, email, name: name.trim(), role }));
}
