import type { Clock } from '../clock.ts';
import type { FaultRules } from '../faults/rules.ts';
import type { Ids } from '../ids.ts';
import type { Db } from '../store/open.ts';

/** How many calls an organisation may take, as Xero counts them. */
export interface CallLimits {
  perMinute: number;
  perDay: number;
  atOnce: number;
}

/** The accounting sandbox, as every request sees it. */
export interface XeroWorld {
  db: Db;
  ids: Ids;
  clock: Clock;
  /** The fault switch of the whole sandbox; paths of this part start with /xero. */
  faults: FaultRules;
  client: { id: string; secret: string };
  /** Where a browser may be sent back to; any http address when none are registered. */
  redirectUris: readonly string[];
  limits: CallLimits;
  /** How many calls are under way, by organisation. */
  underWay: Map<string, number>;
  /** How long every call takes at least. */
  latencyMs: () => number;
}
