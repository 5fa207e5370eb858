import type { Envelope } from '@purser/message';
import type { CommandHandler, Reaction, SteppedHandler } from '../handlers.ts';
import type { RowKey, StoredRow } from '../ledger/rows.ts';
import { type Trace, traceFrom } from '../trace.ts';

/** A message that was read, authorised and parsed: its envelope has the payload in clear. */
export type Incoming = {
  envelope: Envelope;
  handler: CommandHandler | SteppedHandler | Reaction;
  key: RowKey;
  sender: string;
  trace: Trace;
  /** Somebody waits for the answer, so that it must have all of it, secrets too. */
  waited: boolean;
  /** Called once PostgreSQL knows of the message, which may be long before it is done. */
  recorded?: (() => void) | undefined;
  /** Set when the message has a row of its own: the lease under which it is ours, and what the row said. */
  held?: Held;
};

export type Held = {
  token: string;
  attempts: number;
  parkedAt: Date | null;
  step: string | null;
  plan: Buffer | null;
};

/** A message as it came, not yet read. */
export function incoming(
  parts: Pick<Incoming, 'envelope' | 'handler' | 'key' | 'sender'> & Partial<Pick<Incoming, 'waited' | 'recorded'>>,
): Incoming {
  return { waited: false, ...parts, trace: traceFrom(parts.envelope.trace) };
}

export function heldOf(row: StoredRow, token: string): Held {
  return {
    token,
    attempts: row.attempts,
    parkedAt: row.parked_at ? new Date(row.parked_at) : null,
    step: row.step,
    plan: row.plan,
  };
}
