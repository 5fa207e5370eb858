import { newId } from '@purser/message';
import { masterKey, randomToken } from '@purser/vault';
import { expect, test } from 'vitest';
import type { Staff } from '../identity/who.ts';
import { counted, ofThem, readPage } from './list.ts';

const tenant = newId();
const role = 'owner' as const;
const actor = { kind: 'staff' as const, id: newId(), roles: [role] };
const who: Staff = { kind: 'staff', tenant, actor, role, session: null, person: null };
const [ada, bob, bill] = [newId(), newId(), newId()];

function opened() {
  const asked: string[][] = [];
  const ofCustomers = async (_who: Staff, ids: readonly string[]) => {
    asked.push([...ids]);
    return new Map([[ada, { name: 'Ada Ltd', email: 'ada@ada.example' }]]);
  };
  const ofInvoices = async (_who: unknown, ids: readonly string[]) => {
    asked.push([...ids]);
    return new Map([[bill, 'NW-0001']]);
  };
  const names = { ofCustomers, ofInvoices, ofInvoice: async () => undefined, ofActor: async () => undefined };
  return { asked, g: { sessionKey: masterKey('session', randomToken()), names } };
}

type Query = { after?: string | undefined; limit?: number | undefined };
const callOf = (query: Query) => ({
  ...{ who, query, params: undefined, body: undefined, asked: { route: 'get /things', input: {} } },
  facts: { requestId: newId(), address: '', network: '', key: undefined },
  // What a list makes of a request is in its input alone.
  c: undefined as never,
});

test('a page shows each row with its customer’s name, asked for together, and leads to the next', async () => {
  const { g, asked } = opened();
  const source = {
    read: async (_call: unknown, page: { after?: string; limit?: number }) => ({
      rows: page.after === '2' ? [] : [{ whose: ada }, { whose: bob }, { whose: null }],
      next: page.after === '2' ? null : 2,
    }),
    rows: (list: { rows: { whose: string | null }[] }) => list.rows,
    customer: (row: { whose: string | null }) => row.whose,
    view: (row: { whose: string | null }, customer?: { name: string }) => [row.whose, customer?.name ?? null],
  };
  const first = await readPage(g, callOf({}), source);
  expect(first.data).toEqual([
    [ada, 'Ada Ltd'],
    [bob, null],
    [null, null],
  ]);
  expect(asked).toEqual([[ada, bob]]);
  expect(first.next).not.toBeNull();
  const last = await readPage(g, callOf({ after: first.next ?? '' }), source);
  expect([last.data, last.next]).toEqual([[], null]);
});

test('a page shows each row with its invoice’s number, asked for together', async () => {
  const { g, asked } = opened();
  const page = await readPage(g, callOf({}), {
    read: async () => ({ rows: [{ about: bill }, { about: ada }, { about: null }], next: null }),
    rows: (list) => list.rows,
    invoice: (row) => row.about,
    view: (_row, _customer, number) => number ?? null,
  });
  expect([page.data, asked]).toEqual([['NW-0001', null, null], [[bill, ada]]]);
});

test('a list that shows no customers asks for no names', async () => {
  const { g, asked } = opened();
  const read = async () => ({ rows: ['one'], next: null });
  const page = await readPage(g, callOf({}), { read, rows: (list) => list.rows, view: (row) => row });
  expect([page.data, asked]).toEqual([['one'], []]);
});

test('a filter that nobody named asks for nothing', () => {
  expect(JSON.stringify(ofThem({}))).toBe('{}');
  expect(ofThem({ customer: `cus_${ada.replaceAll('-', '')}` }).customerId).toBe(ada);
  expect(counted({ after: '7', limit: 3 })).toEqual({ after: 7, limit: 3 });
  expect(JSON.stringify(counted({}))).toBe('{}');
});
