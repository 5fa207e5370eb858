import { expect, test } from 'vitest';
import type { Gateway } from '../gateway.ts';
import type { Staff } from '../identity/who.ts';
import { readCustomerTimeline } from './customerTimeline.ts';

const at = (minute: number) => `2026-11-29T10:${String(minute).padStart(2, '0')}:00.000Z`;
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const bill = (minute: number) => ({
  at: at(minute),
  about: 'invoice',
  aboutId: id(minute),
  number: `NW-${minute}`,
  version: null,
  what: 'issued',
  actor: { kind: 'service', id: 'invoicing' },
  amount: 100,
  currency: 'GBP',
  sourceId: null,
  cursor: String(minute),
});
const mail = (minute: number) => ({
  mailId: String(minute),
  kind: 'invoiceIssued',
  status: 'sent',
  to: 'ada@example.com',
  problem: null,
  createdAt: at(minute),
  sentAt: at(minute),
});

type Input = { after?: string; limit: number };
const pageOf = <T>(all: readonly T[], key: (one: T) => string, { after, limit }: Input): T[] =>
  all.slice(after === undefined ? 0 : all.findIndex((one) => key(one) === after) + 1).slice(0, limit);

/** Two services that know these minutes, the newest first. */
function world(bills: readonly number[], mails: readonly number[]): Gateway {
  const query = async (spec: { name: string }, input: Input) => {
    if (spec.name === 'getCustomerTimeline') return { entries: pageOf(bills.map(bill), ({ cursor }) => cursor, input) };
    const found = pageOf(mails.map(mail), ({ mailId }) => mailId, input);
    const last = found.at(-1)?.mailId;
    return {
      mails: found,
      next: found.length === input.limit && last !== String(mails.at(-1)) ? (last ?? null) : null,
    };
  };
  return { client: { query }, log: { warn: () => {} } } as unknown as Gateway;
}

test.each([
  ['in turns', [50, 40, 30, 20], [45, 35, 25]],
  ['all of one before the other', [50, 40, 30], [20, 10]],
  ['of one alone', [], [20, 10, 5]],
  ['of none', [], []],
])('pages of two lists, %s, tell each entry once and in order', async (_how, bills, mails) => {
  const g = world(bills, mails);
  const who = {} as Staff;
  for (const limit of [1, 2, 3, 100]) {
    const seen: string[] = [];
    let after: string | undefined;
    for (let turned = 0; turned <= bills.length + mails.length; turned += 1) {
      const page = await readCustomerTimeline(g, who, { customerId: id(1), after, limit });
      seen.push(...page.data.map((entry) => entry.at));
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen).toEqual([...bills, ...mails].toSorted((a, b) => b - a).map(at));
  }
});
