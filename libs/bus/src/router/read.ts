import { type Fault, fault } from '@purser/fault';
import { decodeEnvelope, type Envelope, parsePayload, type Spec } from '@purser/message';
import { openSealed, subjectOf } from '../codec.ts';
import type { Runtime } from '../runtime.ts';

export type ReadMessage =
  | { outcome: 'ok'; envelope: Envelope; input: unknown }
  | { outcome: 'unknownVersion' }
  | { outcome: 'refused'; fault: Fault };

/** The bytes as an envelope; undefined when they are none, or say another name than their subject. */
export function readEnvelope(data: Uint8Array, expectedName: string): Envelope | undefined {
  const envelope = decodeEnvelope(data);
  return envelope?.name === expectedName ? envelope : undefined;
}

/** Opens and parses a payload: `envelope` comes back with it in clear and up to date. */
export async function readPayload(
  rt: Pick<Runtime, 'vault' | 'wire'>,
  spec: Spec,
  envelope: Envelope,
): Promise<ReadMessage> {
  if (envelope.version > spec.version) return { outcome: 'unknownVersion' };
  try {
    const subject = subjectOf(spec, envelope.payload);
    const ring = spec.sealed?.length ? await rt.vault.ready(envelope.tenant, subject) : undefined;
    const clear = openSealed(rt.wire, ring, envelope.tenant, envelope.id, envelope.name, spec.sealed, envelope.payload);
    const parsed = parsePayload(spec, envelope.version, clear);
    if (parsed.outcome === 'unknownVersion') return parsed;
    if (parsed.outcome === 'invalid') {
      return {
        outcome: 'refused',
        fault: fault('invalid', 'invalid_input', 'The input was refused.', { errors: parsed.issues }),
      };
    }
    return {
      outcome: 'ok',
      envelope: { ...envelope, version: spec.version, payload: parsed.payload },
      input: parsed.payload,
    };
  } catch (error) {
    if (error instanceof Error && error.name === 'Fault') return { outcome: 'refused', fault: error as Fault };
    throw error;
  }
}
