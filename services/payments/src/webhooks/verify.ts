import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** Whether an event holds its object, or only tells which it is. An endpoint has events of one form. */
export type EventForm = 'snapshot' | 'thin';

/** What intake reads of an event before storing it whole. */
export type VerifiedEvent = {
  id: string;
  type: string;
  form: EventForm;
  objectId: string;
  livemode: boolean;
  account: string | null;
};

// PostgreSQL has no text with a NUL in it: one such event would cost all others of its batch.
const text = z
  .string()
  .max(255)
  .regex(/^[^\0]+$/);
const snapshot = z
  .object({
    id: text,
    object: z.literal('event'),
    type: text,
    livemode: z.boolean(),
    account: text.nullish(),
    data: z.object({ object: z.object({ id: text.nullish(), payment_intent: z.unknown().optional() }) }),
  })
  .transform(({ id, type, livemode, account, data: { object } }): VerifiedEvent => {
    const related = text.safeParse(object.payment_intent).data;
    return { id, type, form: 'snapshot', livemode, account: account ?? null, objectId: related ?? object.id ?? id };
  });
const thin = z
  .object({
    id: text,
    object: z.literal('v2.core.event'),
    type: text,
    livemode: z.boolean(),
    context: text.nullish(),
    related_object: z.object({ id: text.optional(), type: z.string().optional() }).nullish(),
  })
  .transform(({ id, type, livemode, context, related_object: related }): VerifiedEvent => {
    // A path of ids; the last is the account itself (https://docs.stripe.com/context). How an account stands is told to its platform, in no context.
    const told = related?.type === 'v2.core.account' ? related.id : undefined;
    const account = context?.split('/').at(-1) ?? told ?? null;
    return { id, type, form: 'thin', livemode, account, objectId: related?.id ?? id };
  });
const shapes = { snapshot, thin };

export type Verified = { ok: true; event: VerifiedEvent } | { ok: false; why: 'signature' | 'shape' };

/** Seconds: Stripe's own default. */
const tolerance_s = 300;

type Expected = { secrets: readonly string[]; form: EventForm };

/**
 * Checks the bytes against each secret in force, as Stripe's SDK does, before anything of them is read; the rule is the same for both forms
 * (`constructEvent` and `parseEventNotification`), and each refuses the other's.
 */
export function verifyEvent(raw: Buffer, header: string, { secrets, form }: Expected, now: Date): Verified {
  const { at, signatures } = readHeader(header);
  const isFresh = now.getTime() / 1000 - Number(at) < tolerance_s + 1;
  const signed = isFresh && secrets.some((secret) => isAmong(signatures, mac(secret, at, raw)));
  return signed ? readEvent(raw, form) : { ok: false, why: 'signature' };
}

/** An event whose sender is known already: one out of Stripe's own list, or one that was verified. */
export function readEvent(raw: Buffer, form: EventForm): Verified {
  const read = shapes[form].safeParse(parse(raw));
  return read.success ? { ok: true, event: read.data } : { ok: false, why: 'shape' };
}

/** `t=<seconds>,v1=<hex>,v1=<hex>…`; other schemes do not count (https://docs.stripe.com/webhooks#verify-manually). */
function readHeader(header: string): { at: string; signatures: string[] } {
  let at = 'none';
  const signatures: string[] = [];
  for (const pair of header.split(',')) {
    if (/^t(=|$)/.test(pair)) at = /^t=\d{1,12}$/.test(pair) ? pair.slice(2) : 'none';
    else if (pair.startsWith('v1=')) signatures.push(pair.slice(3));
  }
  return { at, signatures };
}

function mac(secret: string, at: string, raw: Buffer): Buffer {
  return Buffer.from(createHmac('sha256', secret).update(`${at}.`).update(raw).digest('hex'));
}

function isAmong(signatures: readonly string[], expected: Buffer): boolean {
  return signatures.some((text) => {
    const given = Buffer.from(text);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function parse(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return undefined;
  }
}
