import { command, query, roles } from '@purser/message';
import { z } from 'zod';
import { email, id, text } from '../common.ts';
import { service } from './shapes.ts';

// Staff are people of the platform: these go to the platform's own tenant (message's `platformTenant`), and speak of others by id.

/** Somebody else knows the password: nobody is let in by it before they have chosen one of their own. */
const mustChange = z.boolean().optional();

/** A person who works for tenants. The password comes hashed (argon2id, PHC string): nobody but the gateway sees it. */
export const createStaff = command({
  service,
  name: 'createStaff',
  version: 1,
  input: z.strictObject({ staffId: id, name: text(200), email, passwordHash: text(400), mustChange }),
  output: z.strictObject({ staffId: id }),
  callers: { services: ['gateway'] },
  sealed: ['name', 'email', 'passwordHash'],
  subject: 'staffId',
});

/** Takes the place of the old one, and of what was said about it. */
export const setPassword = command({
  service,
  name: 'setPassword',
  version: 1,
  input: z.strictObject({ staffId: id, passwordHash: text(400), mustChange }),
  output: z.strictObject({ staffId: id }),
  callers: { services: ['gateway'] },
  sealed: ['passwordHash'],
  subject: 'staffId',
});

/** What a person may do at a tenant; null takes it away. */
export const setMembership = command({
  service,
  name: 'setMembership',
  version: 1,
  input: z.strictObject({ staffId: id, tenantId: id, role: z.enum(roles).nullable() }),
  output: z.strictObject({ staffId: id }),
  callers: { services: ['gateway'] },
});

const staffOutput = {
  staffId: id,
  name: z.string(),
  email: z.string(),
  memberships: z.array(z.strictObject({ tenantId: id, role: z.enum(roles) })),
};

export const findStaff = query({
  service,
  name: 'findStaff',
  version: 1,
  input: z.strictObject({ email }),
  output: z.strictObject({
    staff: z.strictObject({ ...staffOutput, passwordHash: z.string(), mustChange }).nullable(),
  }),
  callers: { services: ['gateway'] },
  sealed: ['email'],
  sealedOutput: ['staff.name', 'staff.email', 'staff.passwordHash'],
});

export const getStaff = query({
  service,
  name: 'getStaff',
  version: 1,
  input: z.strictObject({ staffId: id }),
  output: z.strictObject(staffOutput),
  callers: { services: ['gateway'] },
  sealedOutput: ['name', 'email'],
});
