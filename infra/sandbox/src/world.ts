import type { Clock } from './clock.ts';
import type { FaultRules } from './faults/rules.ts';
import type { WebhookFaults } from './faults/webhooks.ts';
import type { Ids } from './ids.ts';
import type { Settings } from './options.ts';
import type { Db } from './store/open.ts';

/** The running sandbox, as every request sees it. */
export interface World {
  db: Db;
  ids: Ids;
  clock: Clock;
  settings: Settings;
  faults: FaultRules;
  webhookFaults: WebhookFaults;
  /** Idempotency keys of requests that are being served now, as `account key`. */
  inFlight: Set<string>;
  /** Where browsers and clients reach this sandbox, without a slash at the end. */
  baseUrl: () => string;
  /** Tells the delivery and task loops that something may be due. */
  wake: () => void;
  /** What else a reset empties: each part of the sandbox that keeps a state of its own. */
  alsoForget: ((seed: string | undefined) => void)[];
}

/** In whose name and because of which request something happens. */
export interface Scope {
  world: World;
  account: string;
  /** True when `account` is one of the platform's connected accounts. */
  connected: boolean;
  /** Sandbox time, unix seconds. */
  now: number;
  request: { id: string | null; idempotencyKey: string | null };
}

/** One API call. */
export interface Call extends Scope {
  access: 'secret' | 'publishable';
  /** The ids in the path, in order. */
  path: string[];
  /** The path as called. */
  url: string;
}
