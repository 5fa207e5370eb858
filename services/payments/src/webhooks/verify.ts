import Stripe from 'stripe';
import { z } from 'zod';

/** What intake reads of an event before storing it whole. */
export type VerifiedEvent = { id: string; type: string; objectId: string; livemode: boolean; account: string | null };

const shape = z.object({
  id: z.string().min(1).max(255),
  object: z.literal('event'),
  type: z.string().min(1).max(255),
  livemode: z.boolean(),
  account: z.string().max(255).nullish(),
  data: z.object({ object: z.object({ id: z.string().max(255).nullish(), payment_intent: z.unknown().optional() }) }),
});

export type Verified = { ok: true; event: VerifiedEvent } | { ok: false; why: 'signature' | 'shape' };

const { signature } = Stripe.webhooks;

/** Seconds: Stripe's own default. */
const tolerance = 300;

/** Checks the bytes against each secret in force, with the tolerance Stripe's SDK has, before anything of them is read. */
export function verifyEvent(raw: Buffer, header: string, secrets: readonly string[], now: Date): Verified {
  if (signature === null) throw new Error('the Stripe SDK verifies no signatures here');
  const signed = secrets.some((secret) => {
    try {
      return signature.verifyHeader(raw, header, secret, tolerance, undefined, now.getTime());
    } catch {
      return false;
    }
  });
  if (!signed) return { ok: false, why: 'signature' };
  const read = shape.safeParse(parse(raw));
  if (!read.success) return { ok: false, why: 'shape' };
  const { id, type, livemode, account, data } = read.data;
  const { object } = data;
  const related = typeof object.payment_intent === 'string' ? object.payment_intent : undefined;
  return { ok: true, event: { id, type, livemode, account: account ?? null, objectId: related ?? object.id ?? id } };
}

function parse(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return undefined;
  }
}
