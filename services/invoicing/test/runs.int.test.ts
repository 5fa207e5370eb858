import { invoicing as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asStaff, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { aCustomer, aDraft, aTenant, issue, openWorld, read, record, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

type Start = z.input<typeof contract.startRun.input>;

const start = (tenant: string, run: Omit<Start, 'runId'>) => {
  const runId = newId();
  return world.client.command(contract.startRun, { runId, ...run }, asStaff(tenant));
};
const readRun = (tenant: string, runId: string) => world.client.query(contract.getRun, { runId }, asStaff(tenant));
const ended = (tenant: string, runId: string) =>
  until(
    'the run to end',
    async () => {
      // Whoever asks while the database is away asks again.
      const run = await readRun(tenant, runId).catch(() => undefined);
      return run && run.endedAt !== null && run;
    },
    60_000,
  );
const results = async (tenant: string, runId: string, more: object = {}) =>
  (await world.client.query(contract.listRunItems, { runId, limit: 100, ...more }, asStaff(tenant))).items;

/** Drafts made in the database at once, in the form that drafting gives them. */
async function manyDrafts(tenant: string, customerId: string, count: number): Promise<string[]> {
  const first = await aDraft(world, tenant, customerId);
  const ids = Array.from({ length: count - 1 }, () => newId());
  await world.admin`
    insert into invoicing.invoices (tenant_id, invoice_id, customer_id, currency, document, net, tax, total, created_at)
    select tenant_id, u.id, customer_id, currency, document, net, tax, total, created_at + n * interval '1 ms'
    from invoicing.invoices, unnest(${ids}::uuid[]) with ordinality as u(id, n) where invoice_id = ${first}`;
  return [first, ...ids];
}

test('a run issues every draft once, in order, with gapless numbers, one event and one document each', async () => {
  const tenant = await aTenant(world);
  const ids = await manyDrafts(tenant, await aCustomer(world, tenant), 230);
  const { runId, total, state } = await start(tenant, { kind: 'issue', invoices: { filter: {} } });
  expect([total, state]).toEqual([230, 'running']);
  expect(await ended(tenant, runId)).toMatchObject({ state: 'done', total: 230, done: 230, refused: 0 });
  const numbers = ids.map((_, i) => `NW-${String(i + 1).padStart(4, '0')}`);
  const said = (await world.said(tenant)).filter(({ name }) => name === 'invoiceIssued');
  expect(said.map(({ invoiceId, number }) => [invoiceId, number])).toEqual(ids.map((id, i) => [id, numbers[i]]));
  const documents = await world.admin<{ number: string }[]>`
    select number from invoicing.documents where tenant_id = ${tenant} order by number`;
  expect(documents.map(({ number }) => number)).toEqual(numbers);
  const page = await world.client.query(contract.listRunItems, { runId, after: 100, limit: 2 }, asStaff(tenant));
  expect(page).toMatchObject({
    items: [
      { position: 101, invoiceId: ids[100], number: numbers[100], result: 'done', problem: null },
      { position: 102, invoiceId: ids[101], number: numbers[101], result: 'done', problem: null },
    ],
    next: 102,
  });
});

test('what cannot be issued is refused in words, takes no number and keeps nobody back', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const elsewhere = await aTenant(world);
  const theirs = await aDraft(world, elsewhere, await aCustomer(world, elsewhere));
  const [good, empty, again] = [
    await aDraft(world, tenant, customerId),
    await aDraft(world, tenant, customerId, { lines: [] }),
    await aDraft(world, tenant, customerId),
  ];
  await issue(world, tenant, again);
  const invoices = { ids: [empty, theirs, again, newId(), good, good] };
  const { runId } = await start(tenant, { kind: 'issue', invoices });
  expect(await ended(tenant, runId)).toMatchObject({ total: 5, done: 1, refused: 4 });
  const told = await results(tenant, runId);
  expect(told.map(({ result, problem }) => problem?.code ?? result)).toEqual([
    'invoice_incomplete',
    'invoice_not_found',
    'invoice_not_draft',
    'invoice_not_found',
    'done',
  ]);
  expect(told[4]).toMatchObject({ invoiceId: good, number: 'NW-0002' });
  expect(await results(tenant, runId, { result: 'refused' })).toEqual(told.slice(0, 4));
  await expect(readRun(elsewhere, runId)).rejects.toMatchObject({ code: 'run_not_found' });
  await expect(issue(world, elsewhere, theirs)).resolves.toMatchObject({ number: 'NW-0001' });
});

test('a run whose connections are killed under it issues every draft once: no number is missing, and nothing is said twice', async () => {
  const tenant = await aTenant(world);
  const ids = await manyDrafts(tenant, await aCustomer(world, tenant), 450);
  const { runId } = await start(tenant, { kind: 'issue', invoices: { filter: {} } });
  let kills = 0;
  const done = ended(tenant, runId);
  const over = done.then(() => true);
  while (kills < 12 && !(await Promise.race([over, soon()]))) {
    await world.admin`
      select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'invoicing'`;
    kills += 1;
  }
  expect(await done).toMatchObject({ state: 'done', done: 450, refused: 0 });
  expect(kills).toBeGreaterThan(2);
  const said = (await world.said(tenant)).filter(({ name }) => name === 'invoiceIssued');
  expect(said.map(({ invoiceId }) => invoiceId)).toEqual(ids);
  expect(said.map(({ number }) => number)).toEqual(ids.map((_, i) => `NW-${String(i + 1).padStart(4, '0')}`));
});
const soon = () => new Promise<false>((resolve) => setTimeout(() => resolve(false), 60));

test('runs of a tenant take turns; one that is cancelled leaves the rest as it was and lets the next one go', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const ids = await manyDrafts(tenant, customerId, 1000);
  const first = await start(tenant, { kind: 'issue', invoices: { filter: {} } });
  const second = await start(tenant, { kind: 'issue', invoices: { ids: ids.slice(-3) } });
  expect([first.state, second.state]).toEqual(['running', 'queued']);
  const cancelled = await world.client.command(contract.cancelRun, { runId: first.runId }, asStaff(tenant));
  expect(cancelled.state).toBe('cancelled');
  expect(await ended(tenant, second.runId)).toMatchObject({ state: 'done', done: 3 });
  const { done, refused, total } = await readRun(tenant, first.runId);
  expect([refused, total]).toEqual([0, 1000]);
  const [left] = await world.admin<{ drafts: number }[]>`
    select count(*)::int as drafts from invoicing.invoices where tenant_id = ${tenant} and number is null`;
  expect(left?.drafts).toBe(1000 - done - 3);
  const [last] = await results(tenant, first.runId, { after: 996, result: 'cancelled' });
  expect(last).toMatchObject({ position: 997, result: 'cancelled', problem: null });
  await expect(world.client.command(contract.cancelRun, { runId: first.runId }, asStaff(tenant))).rejects.toMatchObject(
    { code: 'run_ended' },
  );
});

test('a run voids what nobody has paid, says why on each, and leaves what money has touched', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const [open, paid, draft] = [
    await aDraft(world, tenant, customerId),
    await aDraft(world, tenant, customerId),
    await aDraft(world, tenant, customerId),
  ];
  for (const invoiceId of [open, paid]) await issue(world, tenant, invoiceId);
  await record(world, { tenant, invoiceId: paid });
  await expect(start(tenant, { kind: 'void', invoices: { ids: [open] } })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  const { runId } = await start(tenant, {
    kind: 'void',
    invoices: { ids: [open, paid, draft] },
    reason: 'Billed twice',
  });
  await ended(tenant, runId);
  expect((await results(tenant, runId)).map(({ result, problem }) => problem?.code ?? result)).toEqual([
    'done',
    'invoice_has_payments',
    'invoice_draft',
  ]);
  expect((await read(world, { tenant, invoiceId: open })).status).toBe('void');
  const [kept] = await world.admin<{ reason: Buffer }[]>`select reason from invoicing.runs where run_id = ${runId}`;
  expect(kept?.reason.includes('Billed twice')).toBe(false);
});

test('a run mails what is owed once more, each to its customer, and no draft', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const [open, draft] = [await aDraft(world, tenant, customerId), await aDraft(world, tenant, customerId)];
  await issue(world, tenant, open);
  const { runId, total } = await start(tenant, { kind: 'send', invoices: { filter: {} } });
  expect(total).toBe(1);
  await ended(tenant, runId);
  const asked = await world.admin<{ envelope: string }[]>`
    select envelope from invoicing.outbox where tenant_id = ${tenant} and name = 'notifications.sendInvoiceLink'`;
  expect(asked.map(({ envelope }) => JSON.parse(envelope).payload)).toMatchObject([{ customerId, invoiceId: open }]);
  const named = await start(tenant, { kind: 'send', invoices: { ids: [draft] } });
  expect(await ended(tenant, named.runId)).toMatchObject({ done: 0, refused: 1 });
  await expect(start(await aTenant(world), { kind: 'send', invoices: { filter: {} } })).rejects.toMatchObject({
    code: 'run_empty',
  });
});
