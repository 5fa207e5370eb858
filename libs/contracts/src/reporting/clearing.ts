import { query } from '@purser/message';
import { z } from 'zod';
import { currency, date, id } from '../common.ts';
import { entryKind } from './entries.ts';

const service = 'reporting';

/** What the journal has of some payments, refunds and disputes, per kind of entry. */
export const getBooked = query({
  service,
  name: 'getBooked',
  version: 1,
  input: z.strictObject({ sources: z.array(id).max(500) }),
  output: z.strictObject({
    booked: z.array(
      z.strictObject({
        sourceId: id,
        kind: entryKind,
        currency,
        entries: z.int(),
        /** What the money at Stripe moved by; minor units. */
        clearing: z.int(),
        /** The sum of the debits. */
        total: z.int(),
      }),
    ),
  }),
  callers: { services: ['payments'] },
});

/** Entries of a period that moved the money at Stripe, in the order they were booked. */
export const listClearing = query({
  service,
  name: 'listClearing',
  version: 1,
  input: z.strictObject({ from: date, to: date, after: id.optional(), limit: z.int().min(1).max(500) }),
  output: z.strictObject({
    entries: z.array(
      z.strictObject({ entryId: id, kind: entryKind, sourceId: id, currency, clearing: z.int(), effectiveOn: date }),
    ),
    next: id.nullable(),
  }),
  callers: { services: ['payments'] },
});
