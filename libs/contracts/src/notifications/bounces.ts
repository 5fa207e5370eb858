import { query } from '@purser/message';
import { z } from 'zod';
import { everyRole, id, instant } from '../common.ts';
import { service } from './shapes.ts';

/** Addresses whose servers took no mail for them since the last one that arrived; the latest first, a hundred at most. */
export const listBounces = query({
  service,
  name: 'listBounces',
  version: 1,
  input: z.strictObject({ customerId: id.optional() }),
  output: z.strictObject({
    bounces: z.array(
      z.strictObject({
        customerId: id,
        address: z.string(),
        count: z.int(),
        /** It bounced more than once: somebody should ask the customer for another. */
        isMarked: z.boolean(),
        reason: z.string(),
        lastAt: instant,
      }),
    ),
  }),
  callers: { staff: everyRole },
  sealedOutput: ['bounces.*.address'],
});
