import type { Clock } from '@purser/clock';
import type { Connection } from '@purser/db';
import type { AlarmClock } from '@purser/jobs';
import type { Event, Spec } from '@purser/message';
import type { Vault, WireSealer } from '@purser/vault';
import type { CommandHandler, QueryHandler, Reaction, SteppedHandler } from './handlers.ts';
import type { Log } from './log.ts';
import type { Transport } from './transport/transport.ts';
import type { Tuning } from './tuning.ts';
import type { Shares } from './wake/shares.ts';

/** A message after commit, on its way to the relay with no need to read it back. */
export type Committed = {
  tenant: string;
  id: string;
  subject: string;
  data: Uint8Array;
  /** What the stream knows repeats by; the message's id unless this is a replay. */
  streamId?: string;
};

/** What one service's bus runs on. */
export type Runtime = {
  service: string;
  transport: Transport;
  /** Pool of the runtime role: one tenant at a time. */
  runtime: Connection;
  /** Pool of the relay role: plumbing across tenants. */
  relay: Connection;
  vault: Vault;
  wire: WireSealer;
  clock: Clock;
  alarms: AlarmClock;
  log: Log;
  tuning: Tuning;
  /** Commands and reactions by name; reactions are named `<service>.<reaction>`. */
  handlers: ReadonlyMap<string, CommandHandler | SteppedHandler | Reaction>;
  queries: ReadonlyMap<string, QueryHandler>;
  /** What it may stage, by full name: its events, and commands of others. */
  outgoing: ReadonlyMap<string, Spec>;
  /** What is said of each alarm; without it alarms are written down only. */
  alarmRaised?: Event | undefined;
  shares: Shares;
  /** Takes what a transaction committed to the relay. */
  committed(messages: readonly Committed[]): void;
};
