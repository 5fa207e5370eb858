import { Fault, type FaultWire, fromWire } from '@purser/fault';

/** What became of a message, as PostgreSQL has it. */
export type Outcome =
  | { status: 'done'; result: unknown; replayed?: true }
  | { status: 'rejected'; fault: FaultWire; replayed?: true }
  | { status: 'retrying'; fault?: FaultWire }
  | { status: 'running' }
  | { status: 'waiting' }
  | { status: 'parked'; waitsFor: string }
  | { status: 'failed'; fault: FaultWire };

/** Thrown by a handler when the thing a message speaks of is not here yet; it is woken by `stage.appeared(key)`. */
export class NotYet extends Error {
  readonly key: string;
  constructor(key: string) {
    super(`waits for ${key}`);
    this.name = 'NotYet';
    this.key = key;
  }
}

/** @example throw notYet(`invoice:${invoiceId}`) */
export function notYet(key: string): NotYet {
  return new NotYet(key);
}

/** The result of a message that is done. @throws Fault otherwise: its refusal, or unavailable while it is not settled. */
export function resultOf(outcome: Outcome): unknown {
  switch (outcome.status) {
    case 'done':
      return outcome.result;
    case 'rejected':
    case 'failed':
      throw fromWire(outcome.fault);
    case 'running':
      throw new Fault('conflict', 'in_progress', 'The same request is still being worked on.', { retryAfter_ms: 1000 });
    default:
      throw new Fault('unavailable', 'pending', 'This was accepted and is not finished yet.', {
        retryAfter_ms: 1000,
        internal: 'fault' in outcome && outcome.fault ? `${outcome.status}: ${outcome.fault.code}` : outcome.status,
      });
  }
}
