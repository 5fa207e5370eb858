import type { Actor } from '@purser/message';
import type { Trace } from '../trace.ts';

/** Who asks, and for which tenant. */
export type Caller = {
  tenant: string;
  actor: Actor;
  /** The message's id; the same id counts once. */
  id?: string;
  /** Idempotency key of whoever asked us. */
  key?: string;
  correlation?: string;
  causation?: string | null;
  trace?: Trace;
  timeout_ms?: number;
};
