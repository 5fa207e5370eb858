import type { Ids } from '../ids.ts';
import { type Db, readMeta, writeMeta } from '../store/open.ts';

/** What happens to a request a rule applies to. */
export type Effect =
  | {
      kind: 'answer';
      status: number;
      code?: string;
      shouldRetry?: boolean;
      rateLimitedReason?: string;
      retryAfterS?: number;
    }
  /** The connection stays open without an answer for so long, then is closed. */
  | { kind: 'hold'; ms: number }
  /** Half of the body, then the end of the connection. */
  | { kind: 'cut' }
  | { kind: 'reset' }
  /** The request takes this much longer; its idempotency key is in use meanwhile. */
  | { kind: 'slow'; ms: number };

/** A rule of the fault switch. */
export interface FaultRule {
  id: string;
  /** `*` for any. */
  method: string;
  /** Path with `*` for any part, such as `/v1/payment_intents/*` . */
  path: string;
  /** Before: nothing was done. After: it was done, only the answer suffers. */
  when: 'before' | 'after';
  effect: Effect;
  /** How many requests it still applies to; absent for ever. */
  count?: number;
  /** Chance per request; absent always. */
  probability?: number;
}

export interface FaultRules {
  all: () => FaultRule[];
  add: (rule: Omit<FaultRule, 'id'>) => FaultRule;
  remove: (id: string) => boolean;
  clear: () => void;
  /** The rule that applies to this request, used up by one. */
  take: (method: string, path: string) => FaultRule | undefined;
}

const matches = (pattern: string, value: string): boolean => {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(value);
};

/** The rules, kept over a restart. */
export function createFaultRules(db: Db, ids: Ids): FaultRules {
  let rules: FaultRule[] = JSON.parse(readMeta(db, 'faults') ?? '[]');
  const store = (next: FaultRule[]) => {
    rules = next;
    writeMeta(db, 'faults', JSON.stringify(rules));
  };
  return {
    all: () => rules,
    add(rule) {
      const added = { ...rule, id: ids.next('fault_', 12) };
      store([...rules, added]);
      return added;
    },
    remove(id) {
      const left = rules.filter((rule) => rule.id !== id);
      const found = left.length < rules.length;
      if (found) store(left);
      return found;
    },
    clear: () => store([]),
    take(method, path) {
      const rule = rules.find(
        (candidate) =>
          (candidate.method === '*' || candidate.method === method) &&
          matches(candidate.path, path) &&
          (candidate.probability === undefined || ids.chance() < candidate.probability),
      );
      if (rule?.count === undefined) return rule;
      const count = rule.count - 1;
      store(
        count > 0
          ? rules.map((other) => (other.id === rule.id ? { ...rule, count } : other))
          : rules.filter((other) => other.id !== rule.id),
      );
      return rule;
    },
  };
}
