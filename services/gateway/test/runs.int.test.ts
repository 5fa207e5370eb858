import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidOf } from '../src/api/ids.ts';
import type { DashboardModel } from '../src/api/models/dashboard.ts';
import type { RunItemModel, RunModel } from '../src/api/models/run.ts';
import { key, openWorld, type Staff, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

type Page<T> = { data: T[]; next: string | null };

const begin = async ({ browser }: Staff, body: object, named = key()) =>
  browser.send<RunModel>('POST', '/api/v1/invoice-runs', body, named);
const run = async ({ browser }: Staff, { id }: RunModel) =>
  (await browser.get<RunModel>(`/api/v1/invoice-runs/${id}`)).body;
const items = async ({ browser }: Staff, { id }: RunModel, query = '') =>
  (await browser.get<Page<RunItemModel>>(`/api/v1/invoice-runs/${id}/items${query}`)).body;

test('all drafts are issued in one run; its results are read page by page, and the run is found again', async () => {
  const staff = await world.staff(await world.tenant());
  const customer = await world.customer(staff, 'Ada Ltd');
  const drafts = [await world.draft(staff, customer.id), await world.draft(staff, customer.id)];
  const named = key();
  const { status, body } = await begin(staff, { kind: 'issue', send: false }, named);
  expect([status, body.total, body.kind]).toEqual([201, 2, 'issue']);
  expect((await begin(staff, { kind: 'issue', send: false }, named)).body.id).toBe(body.id);
  await world.platform.quiet();
  expect(await run(staff, body)).toMatchObject({
    state: 'done',
    done: 2,
    refused: 0,
    startedBy: { name: 'Grace Hopper' },
  });
  const first = await items(staff, body, '?limit=1');
  expect(first.data).toMatchObject([{ number: 'NW-0001', invoiceId: drafts[0]?.id, customer: { name: 'Ada Ltd' } }]);
  const second = await items(staff, body, `?limit=1&after=${encodeURIComponent(first.next ?? '')}`);
  expect(second).toMatchObject({ data: [{ number: 'NW-0002', result: 'done' }], next: null });
  const { data } = (await staff.browser.get<Page<RunModel>>('/api/v1/invoice-runs')).body;
  expect(data.map(({ id }) => id)).toEqual([body.id]);
});

test('another tenant finds no run, and cancels none; who may only read begins none', async () => {
  const tenant = await world.tenant();
  const staff = await world.staff(tenant);
  await world.draft(staff, (await world.customer(staff)).id);
  const { body } = await begin(staff, { kind: 'issue' });
  const stranger = await world.staff(await world.tenant());
  for (const path of ['', '/items'])
    expect(await stranger.browser.get(`/api/v1/invoice-runs/${body.id}${path}`)).toMatchObject({
      status: 404,
      body: { code: 'run_not_found' },
    });
  const cancel = await stranger.browser.send('POST', `/api/v1/invoice-runs/${body.id}/cancel`, {}, key());
  expect(cancel.status).toBe(404);
  const reader = await world.staff(tenant, 'readOnly');
  expect((await begin(reader, { kind: 'issue' })).status).toBe(403);
  await world.platform.quiet();
  expect(await begin(staff, { kind: 'issue' })).toMatchObject({ status: 422, body: { code: 'run_empty' } });
  expect(await begin(staff, { kind: 'void', filter: {} })).toMatchObject({ status: 400 });
});

test('a run that came to a stop is on the dashboard, and goes on from its page', async () => {
  const staff = await world.staff(await world.tenant());
  await world.draft(staff, (await world.customer(staff)).id);
  await world.admin.unsafe('alter table invoicing.documents rename to documents_away');
  const { body } = await begin(staff, { kind: 'issue', send: false });
  // What took its attempts is nobody's business here: it has none left.
  const gaveUp = async () => {
    const set = await world.admin`
      update invoicing.ledger set status = 'failed', next_at = null
      where handler = 'invoicing.continueRun' and status = 'retrying' and envelope like ${`%${uuidOf(body.id)}%`}`;
    return set.count === 1;
  };
  await until('the batch gave up', gaveUp);
  await world.admin.unsafe('alter table invoicing.documents_away rename to documents');
  expect(await run(staff, body)).toMatchObject({ state: 'stalled', done: 0, problem: expect.stringMatching(/\w/) });
  const { attention } = (await staff.browser.get<DashboardModel>('/api/v1/dashboard')).body;
  expect(attention.filter(({ kind }) => kind === 'run')).toMatchObject([{ href: `/admin/invoices/runs/${body.id}` }]);
  const resume = (who: Staff) => who.browser.send('POST', `/api/v1/invoice-runs/${body.id}/resume`, {}, key());
  expect((await resume(await world.staff(await world.tenant()))).status).toBe(404);
  expect((await resume(staff)).status).toBe(200);
  await until('the run is done', async () => (await run(staff, body)).state === 'done');
  expect(await run(staff, body)).toMatchObject({ done: 1, problem: null });
  expect(await resume(staff)).toMatchObject({ status: 422, body: { code: 'run_not_stalled' } });
});

test('invoices are exported as a table: what a customer is called runs nowhere, figures stay figures', async () => {
  const staff = await world.staff(await world.tenant());
  const customer = await world.customer(staff, '=HYPERLINK("http://evil.example")');
  const invoice = await world.invoice(staff, customer.id);
  await world.draft(staff, customer.id);
  const answer = await staff.browser.raw('/api/v1/invoices.csv');
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="invoices.csv"');
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = bytes.toString().slice(1).split('\r\n');
  expect(lines).toHaveLength(4);
  expect(lines[2]).toContain(`"${invoice.number}","open","'=HYPERLINK(""http://evil.example"")",`);
  expect(lines[2]).toContain(',"GBP",120.00,120.00,');
  const some = await staff.browser.raw(`/api/v1/invoices.csv?ids=${invoice.id}`);
  expect((await some.text()).split('\r\n')).toHaveLength(3);
  const stranger = await world.staff(await world.tenant());
  const theirs = await stranger.browser.raw(`/api/v1/invoices.csv?ids=${invoice.id}`);
  expect((await theirs.text()).split('\r\n')).toHaveLength(2);
});
