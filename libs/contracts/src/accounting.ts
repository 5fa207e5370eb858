import { command, event, query } from '@purser/message';
import { z } from 'zod';
import { billingStaff, cursor, everyRole, id, instant, pageSize, text } from './common.ts';

const service = 'accounting';
const keepers = ['owner', 'admin', 'accountant'] as const;

/** Where the browser goes to allow us into the books. */
export const beginConnection = command({
  service,
  name: 'beginConnection',
  version: 1,
  input: z.strictObject({ provider: z.enum(['xero']) }),
  output: z.strictObject({ authorizeUrl: z.url() }),
  callers: { staff: ['owner', 'admin'] },
  sealedOutput: ['authorizeUrl'],
});

/** The browser is back with a code. @throws Fault rejected `state_unknown`, `consent_denied`, `no_organisation` */
export const finishConnection = command({
  service,
  name: 'finishConnection',
  version: 1,
  input: z.strictObject({ state: text(200), code: text(4000) }),
  output: z.strictObject({ organisation: z.string() }),
  callers: { staff: ['owner', 'admin'] },
  sealed: ['state', 'code'],
});

export const disconnect = command({
  service,
  name: 'disconnect',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({ connected: z.literal(false) }),
  callers: { staff: ['owner', 'admin'] },
});

const mapping = z.strictObject({
  /** Account code that sales are booked to. */
  salesAccount: text(20),
  /** Account code that money is received on. */
  paymentAccount: text(20),
  /**
   * Tax type per kind and percent, as in `{ "20": "OUTPUT2", "exempt:0": "EXEMPTOUTPUT", "reverseCharge:0": "ECZROUTPUTSERVICES" }`; a
   * percent alone is of the standard kind.
   */
  taxTypes: z.record(z.string().regex(/^((reverseCharge|exempt):)?\d{1,3}(\.\d{1,4})?$/), text(30)),
});

export const setMapping = command({
  service,
  name: 'setMapping',
  version: 1,
  input: mapping,
  output: z.strictObject({}),
  callers: { staff: keepers },
});

export const getConnection = query({
  service,
  name: 'getConnection',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({
    /** `revoked`: they took our leave away; a person must connect again. `paused`: a daily limit, until `resumesAt`. */
    state: z.enum(['none', 'connected', 'revoked', 'paused']),
    organisation: z.string().nullable(),
    connectedAt: instant.nullable(),
    lastSuccessAt: instant.nullable(),
    resumesAt: instant.nullable(),
    problem: z.string().nullable(),
    mapping: mapping.nullable(),
    counts: z.strictObject({ waiting: z.int(), pushed: z.int(), failed: z.int(), needsAttention: z.int() }),
  }),
  callers: { staff: everyRole },
});

export const pushedKind = z.enum(['contact', 'invoice', 'payment']);
/** `needsAttention`: a person must decide, such as which of two contacts it is. */
export const pushState = z.enum(['waiting', 'pushing', 'pushed', 'failed', 'needsAttention']);

/** One document goes to the books: a command of the service to itself. */
export const pushDocument = command({
  service,
  name: 'pushDocument',
  version: 1,
  input: z.strictObject({ kind: pushedKind, sourceId: id }),
  output: z.strictObject({ state: pushState, externalId: z.string().nullable() }),
  callers: { services: ['accounting'] },
});

/** Staff has mended what was wrong: try again. Without ids, all that failed. */
export const retryDocuments = command({
  service,
  name: 'retryDocuments',
  version: 1,
  input: z.strictObject({
    documents: z
      .array(z.strictObject({ kind: pushedKind, sourceId: id }))
      .max(100)
      .optional(),
  }),
  output: z.strictObject({ retried: z.int() }),
  callers: { staff: billingStaff },
});

export const listDocuments = query({
  service,
  name: 'listDocuments',
  version: 1,
  input: z.strictObject({
    state: pushState.optional(),
    kind: pushedKind.optional(),
    invoiceId: id.optional(),
    after: cursor.optional(),
    limit: pageSize,
  }),
  output: z.strictObject({
    documents: z.array(
      z.strictObject({
        kind: pushedKind,
        sourceId: id,
        invoiceId: id.nullable(),
        customerId: id,
        state: pushState,
        externalId: z.string().nullable(),
        /** What is wrong, in words. */
        problem: z.string().nullable(),
        attempts: z.int(),
        updatedAt: instant,
        pushedAt: instant.nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
  callers: { staff: everyRole },
});

const ofDocument = { kind: pushedKind, sourceId: id, invoiceId: id.nullable(), customerId: id };

export const documentPushed = event({
  service,
  name: 'documentPushed',
  version: 1,
  input: z.strictObject({ ...ofDocument, externalId: z.string() }),
  readers: ['gateway'],
});

/** Staff must look: the books refused it, or nobody can tell which record it is. */
export const documentFailed = event({
  service,
  name: 'documentFailed',
  version: 1,
  input: z.strictObject({ ...ofDocument, problem: z.string() }),
  readers: ['gateway'],
});
