import type { Envelope } from '@purser/message';
import type { CommandHandler, Reaction, SteppedHandler } from '../handlers.ts';
import type { RowKey } from '../ledger/rows.ts';
import type { Trace } from '../trace.ts';

/** A message that was read, authorised and parsed: its envelope has the payload in clear. */
export type Incoming = {
  envelope: Envelope;
  handler: CommandHandler | SteppedHandler | Reaction;
  key: RowKey;
  sender: string;
  trace: Trace;
  /** Called once PostgreSQL knows of the message, which may be long before it is done. */
  recorded?: () => void;
  /** Set when this is another attempt at a stored message: the lease under which it is ours, and what the row said. */
  held?: { token: string; attempts: number; parkedAt: Date | null; step: string | null; plan: Buffer | null };
};
