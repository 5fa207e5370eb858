import { brand } from '@purser/document';
import { roles } from '@purser/message';
import { z } from 'zod';
import { currency, email, instant, sessionId, staffId, tenantId } from './common.ts';

export const role = z.enum(roles);

/** At least fifteen characters; no rules of composition. */
const newPassword = z.string().min(15, 'A password has at least 15 characters.').max(1000);
/** `newPassword` is for one that was given by somebody else: signing in by it is denied as `password_given` until it is replaced. */
export const signInBody = z.strictObject({
  email,
  password: z.string().min(1).max(1000),
  newPassword: newPassword.optional(),
});
export const switchTenantBody = z.strictObject({ tenantId });
export const changePasswordBody = z.strictObject({ current: z.string().min(1).max(1000), next: newPassword });

/** Who is signed in, and for which tenant. */
export const sessionModel = z.strictObject({
  staff: z.strictObject({ id: staffId, name: z.string(), email: z.string() }),
  tenant: z.strictObject({
    id: tenantId,
    name: z.string(),
    slug: z.string(),
    currency,
    timeZone: z.string(),
    locale: z.literal('en-GB'),
    brand,
  }),
  role,
  /** All tenants this person works for. */
  tenants: z.array(z.strictObject({ id: tenantId, name: z.string(), role })),
  /** Goes into the header X-CSRF-Token of everything that changes something. */
  csrfToken: z.string(),
  /** Runs the installation, besides working for this tenant. */
  operator: z.boolean(),
  mode: z.enum(['sandbox', 'live']),
  /** Where the parts of a test installation show themselves; null where there is none. */
  links: z.strictObject({ sandboxInspector: z.string().nullable(), mailbox: z.string().nullable() }),
});
export type SessionModel = z.infer<typeof sessionModel>;

/** A browser in which this person is signed in. */
export const sessionEntry = z.strictObject({
  id: sessionId,
  device: z.string(),
  createdAt: instant,
  seenAt: instant,
  expiresAt: instant,
  current: z.boolean(),
});
export type SessionEntryModel = z.infer<typeof sessionEntry>;
export const sessionList = z.strictObject({ data: z.array(sessionEntry) });
