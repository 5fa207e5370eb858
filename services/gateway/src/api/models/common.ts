import { languages } from '@purser/contracts';
import { z } from 'zod';

export const idPrefixes = [
  'cus',
  'con',
  'inv',
  'quo',
  'crn',
  'pay',
  'att',
  'eml',
  'cmd',
  'doc',
  'stf',
  'ten',
  'key',
  'ses',
  'run',
  'txr',
  'rec',
  'rfn',
  'dsp',
  'pmt',
  'wep',
  'rpl',
  'prf',
  'orp',
  'pot',
] as const;
export type IdPrefix = (typeof idPrefixes)[number];

/** An id as the API shows it: what it is of, and its UUID's 32 hexadecimal digits. */
const idOf = (prefix: IdPrefix) =>
  z.string().regex(new RegExp(`^${prefix}_[0-9a-f]{32}$`), `An id that begins with ${prefix}_.`);

export const customerId = idOf('cus');
export const contactId = idOf('con');
export const invoiceId = idOf('inv');
export const quoteId = idOf('quo');
export const creditNoteId = idOf('crn');
export const paymentId = idOf('pay');
export const attemptId = idOf('att');
export const mailId = idOf('eml');
export const commandId = idOf('cmd');
export const documentId = idOf('doc');
export const staffId = idOf('stf');
export const tenantId = idOf('ten');
export const apiKeyId = idOf('key');
export const sessionId = idOf('ses');
export const runId = idOf('run');
export const taxRateId = idOf('txr');
export const recurringId = idOf('rec');
export const refundId = idOf('rfn');
export const disputeId = idOf('dsp');
export const methodId = idOf('pmt');
export const endpointId = idOf('wep');
export const replayId = idOf('rpl');
export const proofId = idOf('prf');
export const orphanId = idOf('orp');
export const payoutId = idOf('pot');

const largest = 9_007_199_254_740_991;
/** ISO 4217. */
export const currency = z.string().regex(/^[A-Z]{3}$/, 'A currency is three capital letters, as in GBP.');
/** Minor units; may be negative where a sum can be. */
export const units = z.int().min(-largest).max(largest);
export const money = z.strictObject({ amount: units, currency });
export type MoneyModel = z.infer<typeof money>;

/** BCP 47, of those that documents and mails may be in. */
export const language = z.enum(languages);
export const date = z.iso.date();
export const instant = z.iso.datetime();
export const text = (max: number) => z.string().trim().min(1).max(max);
export const email = z.email().max(254);

/** How a page of a list is asked for. Numbers come as text in an address. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).optional(),
  after: z.string().max(400).optional(),
};

/** A page: `next` is the `after` of the following one, null on the last. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ data: z.array(item), next: z.string().nullable() });

export const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.strictObject({ path: z.string(), code: z.string(), message: z.string() })).optional(),
});
export type ProblemModel = z.infer<typeof problem>;

/** What may be renewed: a link that is spent, over or taken back. */
export const linkProblem = problem.extend({ renewable: z.literal(true).optional() });

/** What was accepted and is not finished yet; its state is at `location`. */
export const accepted = z.strictObject({ commandId, location: z.string() });
export type AcceptedModel = z.infer<typeof accepted>;

/** For Stripe.js, beside the publishable key; null where the key is the account's own. */
export const connectedAccount = z.string().nullable();
