import { answer } from '@purser/bus';
import { payments } from '@purser/contracts';
import type { ServiceDefinition } from '@purser/service';
import { until } from '@purser/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CustomerModel } from '../src/api/models/customer.ts';
import type { AppliedModel, ImportPlanModel } from '../src/api/models/customerImport.ts';
import type { PanelModel } from '../src/api/models/panel.ts';
import { key, openWorld, type Staff, type World } from './world.ts';

/** Nobody has paid anything by card. */
const noPayments: ServiceDefinition = {
  name: 'payments',
  migrations: new URL('../migrations/', import.meta.url),
  build: () => ({
    handlers: [answer(payments.listPayments, async () => ({ payments: [], next: null }))],
    sends: [],
  }),
};
type Problem = { code: string; detail: string };
let world: World;
let staff: Staff;
beforeAll(async () => {
  world = await openWorld({ services: [noPayments] });
});
beforeEach(async () => {
  staff = await world.staff(await world.tenant());
});
afterAll(() => world?.stop());

const root = '/api/v1/customers';
const plan = <T = ImportPlanModel>(csv: string, more: object = {}) =>
  staff.browser.send<T>('POST', `${root}/imports`, { csv, ...more });
/** Sends what was planned, as it was planned. */
const apply = async (told: ImportPlanModel) => {
  const work = told.rows.flatMap(({ action, line, customerId, revision, cells }): unknown[] =>
    action === 'create' || action === 'update'
      ? [{ action, line, cells, ...(action === 'update' && { customerId, revision }) }]
      : [],
  );
  return (await staff.browser.send<AppliedModel>('POST', `${root}/imports/apply`, { rows: work }, key())).body.rows;
};
const exported = async () => {
  const answer = await staff.browser.raw(`${root}/csv`, { headers: { 'sec-fetch-site': 'same-origin' } });
  expect(answer.headers.get('content-type')).toContain('text/csv');
  return Buffer.from(await answer.arrayBuffer()).toString('utf8');
};
const panel = (query: string) => staff.browser.get<PanelModel>(`/api/v1/panels/customers?${query}`);
const named = ({ body }: { body: PanelModel }) =>
  body.rows.map(({ cells: { customer } }) => (customer?.kind === 'text' ? customer.text : ''));

test('a table comes in as it was shown, and a second time changes nothing; what goes out comes in unchanged', async () => {
  const csv =
    '\uFEFFName;E-Mail;Phone;Tags;Shoe size\r\n"Söhne; & Co";one@example.com;+44 20;"MSP, key";43\r\nTwo;two@example.com;=1+1;;\r\n';
  const { body: first } = await plan(csv);
  expect(first.columns.map(({ holds }) => holds)).toEqual(['name', 'email', 'phone', 'tags', null]);
  expect(first.counts).toEqual({ create: 2, update: 0, unchanged: 0, error: 0 });
  expect((await apply(first)).map(({ outcome }) => outcome)).toEqual(['created', 'created']);
  expect((await plan(csv)).body.counts).toEqual({ create: 0, update: 0, unchanged: 2, error: 0 });
  expect((await apply(first)).map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);

  const out = await exported();
  // What a spreadsheet would reckon with goes out as text.
  expect(out).toContain(`"'=1+1"`);
  expect(out).toContain(`"'+44 20"`);
  expect((await plan(out)).body.counts).toEqual({ create: 0, update: 0, unchanged: 2, error: 0 });
});

test('rows that say of one customer twice, and rows with faults, are left out and say why; the others are done', async () => {
  const csv = [
    'name,email,country,currency',
    'Ada,ada@example.com,,',
    'Ada again,ADA@example.com,,',
    'Bob,bob@example.com,Germany,',
    'Eve,eve@example.com,,XYZ',
    ',zoe@example.com,,',
  ].join('\n');
  const { body } = await plan(csv);
  expect(body.rows.map(({ line, action, problems }) => [line, action, problems[0]?.field])).toEqual([
    [2, 'create', undefined],
    [3, 'error', 'email'],
    [4, 'error', 'line1'],
    [5, 'error', 'currency'],
    [6, 'error', 'name'],
  ]);
  expect(body.rows[1]?.problems[0]?.message).toContain('line 2');
  expect(await apply(body)).toMatchObject([{ line: 2, outcome: 'created' }]);
});

test.each([
  ['name,email\nAda,"ada', 'csv_malformed'],
  ['name,email\nAda', 'csv_malformed'],
  ['name,email,E-mail\nAda,a@a.example,b@b.example', 'csv_columns'],
  ['name\nAda', 'csv_columns'],
  [`name,email\n${'x,y\n'.repeat(10_001)}`, 'csv_too_many_rows'],
  [`name,email\n${'x'.repeat(10_485_760)}`, 'invalid_input'],
])('a file that is no table of customers is refused whole: %#', async (csv, code) => {
  const refused = await plan<Problem>(csv);
  expect([refused.status, refused.body.code]).toEqual([400, code]);
});

test('another tenant’s customer is no one here, by id or by a made-up plan', async () => {
  const other = await world.staff(await world.tenant());
  const theirs = await world.customer(other, 'Theirs');
  const { body } = await plan(`id,phone\n${theirs.id},1\ncus_${'0'.repeat(32)},2\nnonsense,3`);
  expect(body.rows.map(({ action }) => action)).toEqual(['error', 'error', 'error']);
  const row = { action: 'update', line: 2, customerId: theirs.id, revision: 1, cells: { name: 'Mine' } };
  const sent = await staff.browser.send<AppliedModel>('POST', `${root}/imports/apply`, { rows: [row] }, key());
  expect(sent.body.rows).toMatchObject([{ outcome: 'refused' }]);
  const { body: still } = await other.browser.get<CustomerModel>(`${root}/${theirs.id}`);
  expect(still).toMatchObject({ name: 'Theirs', revision: 1 });
});

test('the list is picked by tag, by what is owed and by who is archived; the address says which', async () => {
  const [ada, bob] = [await world.customer(staff, 'Ada'), await world.customer(staff, 'Bob')];
  await staff.browser.send('POST', `${root}/${ada.id}/tags`, { add: ['Key Account'] });
  await world.invoice(staff, ada.id);
  await staff.browser.send('POST', `${root}/${bob.id}/archive`);
  expect(named(await panel(''))).toEqual(['Ada']);
  expect(named(await panel('filter=all'))).toEqual(['Bob', 'Ada']);
  expect(named(await panel('filter=archived'))).toEqual(['Bob']);
  expect(named(await panel('filter=tag:key%20account'))).toEqual(['Ada']);
  expect(named(await panel('filter=owing'))).toEqual(['Ada']);
  expect(named(await panel('filter=owing&search=bob'))).toEqual([]);
  expect(named(await panel('filter=overdue'))).toEqual([]);
  const { body } = await panel('filter=owing');
  expect(body.rows[0]?.cells.due).toMatchObject({ kind: 'money', currency: 'GBP' });
  const { body: whole } = await staff.browser.get<CustomerModel>(`${root}/${ada.id}`);
  expect(whole.balances).toMatchObject([{ currency: 'GBP', overdue: 0, openCount: 1 }]);
});

test('a change of what somebody else changed meanwhile is refused', async () => {
  const { id } = await world.customer(staff, 'Ada');
  const change = { name: 'Ada', email: 'ada@example.com', revision: 1 };
  expect((await staff.browser.send('PUT', `${root}/${id}`, { ...change, phone: '1' })).status).toBe(200);
  const second = await staff.browser.send<Problem>('PUT', `${root}/${id}`, { ...change, phone: '2' });
  expect([second.status, second.body.code]).toEqual([409, 'customer_changed']);
});

test('a contact is reached through their own customer alone', async () => {
  const [ada, bob] = [await world.customer(staff, 'Ada'), await world.customer(staff, 'Bob')];
  const bea = { name: 'Bea', email: 'bea@example.com', role: 'billing' };
  const { body: contact } = await staff.browser.send<{ id: string }>('POST', `${root}/${ada.id}/contacts`, bea, key());
  for (const [method, body] of [
    ['PUT', bea],
    ['DELETE', undefined],
  ] as const) {
    const elsewhere = await staff.browser.send<Problem>(method, `${root}/${bob.id}/contacts/${contact.id}`, body);
    expect([elsewhere.status, elsewhere.body.code]).toEqual([404, 'contact_not_found']);
  }
  expect((await staff.browser.send('DELETE', `${root}/${ada.id}/contacts/${contact.id}`)).status).toBe(204);
});

test('a customer’s data is taken out whole, and gone when they are erased; their page and the lists go on', async () => {
  const { id } = await world.customer(staff, 'Ada');
  const { body: taken } = await staff.browser.get<{ name: string; invoices: unknown[] }>(`${root}/${id}/data`);
  expect(taken).toMatchObject({ name: 'Ada', invoices: [], payments: [], mails: [], leftOut: [] });
  const early = await staff.browser.send<Problem>('POST', `${root}/${id}/erase`, undefined, key());
  expect([early.status, early.body.code]).toEqual([422, 'customer_not_archived']);
  await staff.browser.send('POST', `${root}/${id}/archive`);
  const erased = await staff.browser.send<CustomerModel>('POST', `${root}/${id}/erase`, undefined, key());
  expect(erased.body).toMatchObject({ erased: true, name: 'Erased', email: '', notes: null, contacts: [] });
  await until('the list to say so', async () => named(await panel('filter=all')).includes('Erased'));
  expect((await staff.browser.get(`${root}/${id}/data`)).status).toBe(422);
  expect(await exported()).not.toContain('Ada');
});

test('who may only read takes no list out and brings none in', async () => {
  const reader = await world.staff(await world.tenant(), 'readOnly');
  expect((await reader.browser.get(`${root}/csv`)).status).toBe(403);
  const brought = await reader.browser.send('POST', `${root}/imports`, { csv: 'email\na@a.example' });
  expect(brought.status).toBe(403);
});
