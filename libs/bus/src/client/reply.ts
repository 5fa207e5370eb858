import { type FaultWire, fromWire } from '@purser/fault';
import { type Command, fullName, type Query } from '@purser/message';
import type { WireSealer } from '@purser/vault';
import { openSealed, sealForWire } from '../codec.ts';
import type { Outcome } from '../outcome.ts';

type Answering = Pick<Command | Query, 'service' | 'name' | 'sealedOutput'>;

/** An outcome as it travels back to the caller, its personal data sealed. */
export function encodeOutcome(
  wire: WireSealer,
  spec: Answering | undefined,
  tenant: string,
  id: string,
  outcome: Outcome,
): Uint8Array {
  const sealed =
    outcome.status === 'done' && spec
      ? {
          ...outcome,
          result: sealForWire(wire, tenant, id, `${fullName(spec)}.out`, spec.sealedOutput, outcome.result),
        }
      : outcome;
  return new TextEncoder().encode(JSON.stringify(sealed));
}

/** That a message was not taken: PostgreSQL has nothing of it, or nobody knows. The caller may send it again. */
export function encodeUntaken(fault: FaultWire): Uint8Array {
  const untaken: Untaken = { status: 'untaken', fault };
  return new TextEncoder().encode(JSON.stringify(untaken));
}
type Untaken = { status: 'untaken'; fault: FaultWire };

/** @throws Fault when the message was not taken */
export function decodeOutcome(
  wire: WireSealer,
  spec: Answering,
  tenant: string,
  id: string,
  bytes: Uint8Array,
): Outcome {
  const outcome: Outcome | Untaken = JSON.parse(new TextDecoder().decode(bytes));
  if (outcome.status === 'untaken') throw fromWire(outcome.fault);
  if (outcome.status !== 'done') return outcome;
  return {
    ...outcome,
    result: openSealed(wire, undefined, tenant, id, `${fullName(spec)}.out`, spec.sealedOutput, outcome.result),
  };
}
