import type { Ids } from '../ids.ts';
import { type Db, readMeta, writeMeta } from '../store/open.ts';

/** What goes wrong between the sandbox and a receiver; every chance is between 0 and 1. */
export interface WebhookFaultRules {
  /** Chance that a delivery is never sent. */
  drop: number;
  /** Chance that an event is delivered more than once. */
  duplicate: number;
  /** How many deliveries a duplicated event gets. */
  copies: number;
  /** Fixed delay before the first attempt. */
  delayMs: number;
  /** Window in which first attempts are spread at random, so that they arrive out of order. */
  shuffleMs: number;
  /** How the types of events begin that are dropped; any type unless told. */
  dropOnly: string[];
}

export interface Plan {
  dropped: boolean;
  delayMs: number;
}

export interface WebhookFaults {
  rules: () => WebhookFaultRules;
  set: (change: Partial<WebhookFaultRules>) => void;
  clear: () => void;
  /** How one event of a type goes to one endpoint: one entry per delivery. */
  plan: (type: string) => Plan[];
}

const none: WebhookFaultRules = { drop: 0, duplicate: 0, copies: 2, delayMs: 0, shuffleMs: 0, dropOnly: [] };

/** Faults of delivery, drawn from the seeded sequence, so that a run can be repeated. */
export function createWebhookFaults(db: Db, ids: Ids): WebhookFaults {
  let rules: WebhookFaultRules = { ...none, ...JSON.parse(readMeta(db, 'webhook_faults') ?? '{}') };
  const store = (next: WebhookFaultRules) => {
    rules = next;
    writeMeta(db, 'webhook_faults', JSON.stringify(rules));
  };
  const happens = (chance: number): boolean => chance > 0 && ids.chance() < chance;
  return {
    rules: () => rules,
    set: (change) => store({ ...rules, ...change }),
    clear: () => store(none),
    plan(type) {
      const mayDrop = rules.dropOnly.length === 0 || rules.dropOnly.some((begins) => type.startsWith(begins));
      const copies = happens(rules.duplicate) ? rules.copies : 1;
      return Array.from({ length: copies }, () => ({
        dropped: mayDrop && happens(rules.drop),
        delayMs: rules.delayMs + (rules.shuffleMs > 0 ? Math.floor(ids.chance() * rules.shuffleMs) : 0),
      }));
    },
  };
}
