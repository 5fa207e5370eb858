import { z } from 'zod';
import { actorSchema } from './actor.ts';

/**
 * What every message on the bus is wrapped in. `name` is `<service>.<name>`; `at` is business time of sending;
 * `correlation` is the id of the request it all began with, `causation` of the message that led to this one; `trace` is the sender's span as a W3C
 * `traceparent`, inside the envelope so that it outlives every store on the way.
 */
export const envelopeSchema = z.strictObject({
  id: z.uuid(),
  name: z.string().regex(/^[a-z]+\.[A-Za-z]+$/),
  version: z.int().min(1).max(9999),
  tenant: z.uuid(),
  actor: actorSchema,
  correlation: z.uuid(),
  causation: z.uuid().nullable(),
  at: z.iso.datetime(),
  key: z.string().min(1).max(200).optional(),
  // Its form is the reader's to judge: a bad one must not cost the message.
  trace: z.string().max(100).optional(),
  payload: z.unknown(),
});
export type Envelope = Omit<z.infer<typeof envelopeSchema>, 'payload'> & { payload: unknown };

export function encodeEnvelope(envelope: Envelope): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(envelope));
}

/** @returns the envelope, or undefined when the bytes are not one. */
export function decodeEnvelope(bytes: Uint8Array): Envelope | undefined {
  try {
    const read = envelopeSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return read.success ? { ...read.data, payload: read.data.payload } : undefined;
  } catch {
    return undefined;
  }
}
