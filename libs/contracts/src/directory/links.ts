import { command, query } from '@purser/message';
import { z } from 'zod';
import { email, hash, id, instant } from '../common.ts';
import { keepers, service } from './shapes.ts';

// Links. A token is 32 random bytes that only the mail holds; here is its hash.

const linkKind = z.enum(['invoice', 'signIn', 'quote']);

/**
 * An invoice link lives long and shows and pays that one invoice; a quote's lives until its last day is over; a sign-in link lives ten
 * minutes, works once, and only in the browser that asked for it.
 */
export const createLink = command({
  service,
  name: 'createLink',
  version: 1,
  input: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('invoice'), linkId: id, tokenHash: hash, customerId: id, invoiceId: id }),
    z.strictObject({
      kind: z.literal('signIn'),
      linkId: id,
      tokenHash: hash,
      customerId: id,
      contactId: id.nullable(),
      browserHash: hash,
    }),
    z.strictObject({
      kind: z.literal('quote'),
      linkId: id,
      tokenHash: hash,
      customerId: id,
      quoteId: id,
      /** In business time, as the quote's own days are. */
      expiresAt: instant,
    }),
  ]),
  output: z.strictObject({ linkId: id, expiresAt: instant }),
  callers: { services: ['notifications'] },
  subject: 'customerId',
});

/** Asked of the platform: the tenant is the answer. */
export const findLink = query({
  service,
  name: 'findLink',
  version: 1,
  input: z.strictObject({ tokenHash: hash }),
  output: z.strictObject({ tenantId: id.nullable() }),
  callers: { services: ['gateway'] },
});

/**
 * Exchanges a token. A sign-in link is spent by it.
 * @throws Fault rejected `link_used`, `link_expired`, `link_revoked`, `link_elsewhere` (another browser asked for it)
 */
export const openLink = command({
  service,
  name: 'openLink',
  version: 1,
  input: z.strictObject({ tokenHash: hash, browserHash: hash.nullable() }),
  output: z.strictObject({
    kind: linkKind,
    linkId: id,
    customerId: id,
    contactId: id.nullable(),
    invoiceId: id.nullable(),
    quoteId: id.nullable().optional(),
    expiresAt: instant,
  }),
  callers: { services: ['gateway'] },
});

/** Whether a session that a link opened may still use it. */
export const getLink = query({
  service,
  name: 'getLink',
  version: 1,
  input: z.strictObject({ linkId: id }),
  output: z.strictObject({ kind: linkKind, state: z.enum(['open', 'used', 'expired', 'revoked']) }),
  callers: { services: ['gateway'] },
});

export const revokeLinks = command({
  service,
  name: 'revokeLinks',
  version: 1,
  input: z.strictObject({ invoiceId: id }),
  output: z.strictObject({ revoked: z.int() }),
  callers: { staff: keepers },
});

/** A customer or contact with this address gets a sign-in link by mail. The answer is the same when there is none. */
export const requestSignIn = command({
  service,
  name: 'requestSignIn',
  version: 1,
  input: z.strictObject({ email, browserHash: hash }),
  output: z.strictObject({}),
  callers: { services: ['gateway'] },
  sealed: ['email'],
});

/** A link that is spent or over is sent anew, to the address on file and to no other; of a quote's that is over, staff are asked for a new quote. */
export const renewLink = command({
  service,
  name: 'renewLink',
  version: 1,
  input: z.strictObject({ tokenHash: hash, browserHash: hash }),
  output: z.strictObject({}),
  callers: { services: ['gateway'] },
});
