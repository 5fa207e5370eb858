import { canonicalJson } from '@purser/message';
import type { Asked } from '../paying/asking.ts';
import type { LedgerRow } from '../snapshot/snapshot.ts';
import { type Check, each, together } from './check.ts';

const keyOf = (tenant: string, handler: string, principal: string, key: string) =>
  [tenant, handler, principal, key].join(' ');

export const commandsAnswered: Check = {
  promise: 'every command got a final answer, and every repeat under its key the same one',
  find: ({ asked }) =>
    each(asked, ({ command, key, payment, answers, put_off }) => {
      if (answers.length === 0)
        return `payment ${payment}: ${command} ${key}: no answer, only ${canonicalJson(put_off)}`;
      const different = new Set(answers);
      return different.size > 1 && `payment ${payment}: ${command} ${key}: ${[...different].join(' and ')}`;
    }),
};

export const commandsOnce: Check = {
  promise: 'every accepted command has exactly one outcome, and it is the one that its sender was told',
  find: ({ asked, ledger }) => {
    const keyed = ledger.filter(({ key }) => key !== null);
    const rows = Map.groupBy(keyed, ({ tenant, handler, principal, key }) =>
      keyOf(tenant, handler, principal, key ?? ''),
    );
    const known = new Set(asked.map((one) => keyOf(one.tenant, one.command, one.principal, one.key)));
    return together(
      each(asked, (one) => {
        const found = rows.get(keyOf(one.tenant, one.command, one.principal, one.key)) ?? [];
        const wrong = outcomeFault(one, found);
        return wrong && `payment ${one.payment}: ${one.command} ${one.key}: ${wrong}`;
      }),
      each(rows.keys(), (key) => !known.has(key) && `${key}: in the ledger, and nobody asked for it`),
    );
  },
};

function outcomeFault({ answer }: Asked, found: readonly LedgerRow[]): string | undefined {
  const [row] = found;
  if (!row || found.length > 1) return `${found.length} rows in the ledger`;
  if (!answer) return undefined;
  if (answer.status !== row.status) return `told ${answer.status}, and the ledger has ${row.status}`;
  if (answer.status !== 'done' || row.result === null) return undefined;
  const stored: unknown = JSON.parse(row.result);
  return isWithin(stored, answer.result) ? undefined : `told ${canonicalJson(answer.result)}, stored ${row.result}`;
}

/** All that was stored was told; what is secret was told and not stored. */
function isWithin(stored: unknown, told: unknown): boolean {
  if (typeof stored !== 'object' || stored === null) return stored === told;
  if (typeof told !== 'object' || told === null) return false;
  return Object.entries(stored).every(([name, value]) => isWithin(value, Reflect.get(told, name)));
}

export const refusalsAreRules: Check = {
  promise: 'whatever was refused was refused by a rule, never because something of ours was away or broken',
  find: ({ asked }) =>
    each(asked, ({ payment, command, answer }) => {
      if (!answer || answer.status === 'done') return undefined;
      const { kind, code } = answer.fault;
      const isRule = answer.status === 'rejected' && (kind === 'conflict' || kind === 'rejected');
      return !isRule && `payment ${payment}: ${command}: ${answer.status}, ${kind} ${code}`;
    }),
};
