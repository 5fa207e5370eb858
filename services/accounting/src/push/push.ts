import { z } from 'zod';
import type { XeroAnswer, XeroRequest } from '../xero/api.ts';

/** What came of an attempt to bring something into the books. */
export type Pushed =
  | { said: 'done'; externalId: string }
  /** Refused for a reason that staff can mend. */
  | { said: 'refused'; problem: string }
  /** Nobody but a person can tell which record it is, or why the two differ. */
  | { said: 'unclear'; problem: string };

const money = z.string().regex(/^[A-Z]{3}$/);

/** What is stored before Xero is asked; each try sends exactly this. */
export const pushRequest = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('contact'),
    sourceId: z.uuid(),
    key: z.string(),
    number: z.string(),
    email: z.string(),
    searchable: z.boolean(),
    create: z.unknown(),
    createWithId: z.unknown(),
  }),
  z.strictObject({
    kind: z.literal('invoice'),
    sourceId: z.uuid(),
    key: z.string(),
    number: z.string(),
    create: z.unknown(),
    ours: z.strictObject({ total: z.int(), tax: z.int(), currency: money, contactId: z.string() }),
  }),
  z.strictObject({
    kind: z.literal('payment'),
    sourceId: z.uuid(),
    key: z.string(),
    invoiceExternalId: z.string(),
    amount: z.int(),
    currency: money,
    create: z.unknown(),
  }),
]);
export type PushRequest = z.infer<typeof pushRequest>;
export type PushOf<K extends PushRequest['kind']> = Extract<PushRequest, { kind: K }>;

/** How Xero is asked, for one tenant. */
export type Ask = (request: XeroRequest) => Promise<XeroAnswer>;

export const refusedWith = (problems: readonly string[]): Pushed => ({
  said: 'refused',
  problem: problems.join(' ').slice(0, 500),
});
