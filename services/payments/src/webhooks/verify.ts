import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** What intake reads of an event before storing it whole. */
export type VerifiedEvent = { id: string; type: string; objectId: string; livemode: boolean; account: string | null };

// PostgreSQL has no text with a NUL in it: one such event would cost all others of its batch.
const text = z
  .string()
  .max(255)
  .regex(/^[^\0]+$/);
const shape = z.object({
  id: text,
  object: z.literal('event'),
  type: text,
  livemode: z.boolean(),
  account: text.nullish(),
  data: z.object({ object: z.object({ id: text.nullish(), payment_intent: z.unknown().optional() }) }),
});

export type Verified = { ok: true; event: VerifiedEvent } | { ok: false; why: 'signature' | 'shape' };

/** Seconds: Stripe's own default. */
const tolerance_s = 300;

/** Checks the bytes against each secret in force, as Stripe's SDK does, before anything of them is read. */
export function verifyEvent(raw: Buffer, header: string, secrets: readonly string[], now: Date): Verified {
  const { at, signatures } = readHeader(header);
  const isFresh = now.getTime() / 1000 - Number(at) < tolerance_s + 1;
  const signed = isFresh && secrets.some((secret) => isAmong(signatures, mac(secret, at, raw)));
  if (!signed) return { ok: false, why: 'signature' };
  const read = shape.safeParse(parse(raw));
  if (!read.success) return { ok: false, why: 'shape' };
  const { id, type, livemode, account, data } = read.data;
  const { object } = data;
  const related = typeof object.payment_intent === 'string' ? text.safeParse(object.payment_intent).data : undefined;
  return { ok: true, event: { id, type, livemode, account: account ?? null, objectId: related ?? object.id ?? id } };
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
