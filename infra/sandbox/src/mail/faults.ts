import type { Ids } from '../ids.ts';
import { type Db, readMeta, writeMeta } from '../store/open.ts';

/** What happens to a message a rule applies to. */
export type MailEffect =
  /** Answered with this code; nothing is stored. */
  | { kind: 'refuse'; at: 'rcpt' | 'data'; code: number; text: string }
  /** The connection ends without an answer. After: the message is stored and its sender never hears of it. */
  | { kind: 'drop'; when: 'before' | 'after' }
  /** The answer comes so much later; the message is stored at once. */
  | { kind: 'delay'; ms: number }
  /** A pair of sender and recipient is told to come back until so long after its first try, in sandbox time. */
  | { kind: 'greylist'; ms: number }
  /** Stored and answered well, and listed as bounced so much later, in sandbox time. */
  | { kind: 'bounce'; ms: number; code: string; text: string };

/** A fault switch of the mail server. */
export interface MailFault {
  id: string;
  /** The recipients it applies to, where `*` stands for anything. */
  to: string;
  effect: MailEffect;
  /** How many times it still applies; absent for ever. */
  count?: number;
}

export interface MailFaults {
  all: () => MailFault[];
  add: (rule: Omit<MailFault, 'id'>) => MailFault;
  remove: (id: string) => boolean;
  clear: () => void;
  /** The first rule for one of these recipients at this stage, used up by one. */
  take: (stage: 'rcpt' | 'data', recipients: readonly string[]) => MailFault | undefined;
}

const stageOf = (effect: MailEffect): 'rcpt' | 'data' =>
  effect.kind === 'refuse' ? effect.at : effect.kind === 'greylist' ? 'rcpt' : 'data';

const matchesAddress = (pattern: string, address: string): boolean => {
  const parts = pattern
    .toLowerCase()
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(address);
};

/** The rules, kept over a restart. */
export function createMailFaults(db: Db, ids: Ids): MailFaults {
  let rules: MailFault[] = JSON.parse(readMeta(db, 'faults') ?? '[]');
  const store = (next: MailFault[]) => {
    rules = next;
    writeMeta(db, 'faults', JSON.stringify(rules));
  };
  const without = (id: string) => rules.filter((rule) => rule.id !== id);
  return {
    all: () => rules,
    add(rule) {
      const added = { ...rule, id: ids.next('fault_', 12) };
      ids.save();
      store([...rules, added]);
      return added;
    },
    remove(id) {
      const found = rules.some((rule) => rule.id === id);
      if (found) store(without(id));
      return found;
    },
    clear: () => store([]),
    take(stage, recipients) {
      const rule = rules.find(
        ({ effect, to }) => stageOf(effect) === stage && recipients.some((address) => matchesAddress(to, address)),
      );
      if (rule?.count === undefined) return rule;
      const count = rule.count - 1;
      store(count > 0 ? rules.map((other) => (other.id === rule.id ? { ...rule, count } : other)) : without(rule.id));
      return rule;
    },
  };
}
