import { directory as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asCustomer, asStaff } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { aCustomer, aTenant, openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

type Cells = z.input<typeof contract.planImport.input>['rows'][number]['cells'];
type ImportRow = z.input<typeof contract.importCustomers.input>['rows'][number];
const planned = async (tenant: string, cells: Cells, customerId: string | null = null) => {
  const asked = { rows: [{ line: 2, customerId, cells }] };
  const { rows } = await world.client.query(contract.planImport, asked, asStaff(tenant, 'support'));
  return rows[0];
};
const apply = async (tenant: string, ...rows: ImportRow[]) =>
  (await world.client.command(contract.importCustomers, { rows }, asStaff(tenant, 'support'))).rows;
const count = async (tenant: string) => (await world.client.query(contract.listCustomers, {}, asStaff(tenant))).count;
const read = (tenant: string, customerId: string) =>
  world.client.query(contract.getCustomer, { customerId }, asStaff(tenant));

const ada = {
  name: 'Ada Ltd',
  email: 'ada@example.com',
  country: 'GB',
  line1: '1 High St',
  city: 'Leeds',
  tags: 'MSP; key',
};

test('a row makes a customer once: planned again it changes nothing, and the same plan done again makes nobody', async () => {
  const tenant = await aTenant(world);
  expect(await planned(tenant, ada)).toMatchObject({ action: 'create', customerId: null, problems: [] });
  const [made] = await apply(tenant, { action: 'create', line: 2, cells: ada });
  expect(made).toMatchObject({ outcome: 'created' });
  expect(await planned(tenant, { ...ada, email: 'ADA@example.com ' })).toMatchObject({ customerId: made?.customerId });
  expect(await planned(tenant, ada)).toMatchObject({ action: 'unchanged', customerId: made?.customerId });
  expect(await apply(tenant, { action: 'create', line: 2, cells: ada })).toMatchObject([
    { outcome: 'unchanged', customerId: made?.customerId },
  ]);
  expect(await count(tenant)).toBe(1);
});

test('two imports of one customer at once make one', async () => {
  const tenant = await aTenant(world);
  const done = await Promise.all([1, 2, 3].map(() => apply(tenant, { action: 'create', line: 2, cells: ada })));
  expect(
    done
      .flat()
      .map(({ outcome }) => outcome)
      .sort(),
  ).toEqual(['created', 'unchanged', 'unchanged']);
  expect(await count(tenant)).toBe(1);
});

test('a row changes what it says and nothing else; an empty cell takes nothing away', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant, { phone: '+44 1', notes: 'Kept.', terms_days: 30, tags: ['old'] });
  const cells = { email: 'ada@example.com', name: '', phone: '+44 2', termsDays: '14', tags: 'new' };
  const plan = await planned(tenant, cells);
  expect(plan).toMatchObject({ action: 'update', customerId, revision: 1 });
  expect(new Set(plan?.changes)).toEqual(new Set(['phone', 'termsDays', 'tags']));
  const row = { action: 'update' as const, line: 2, customerId, revision: plan?.revision ?? 0, cells };
  expect(await apply(tenant, row)).toMatchObject([{ outcome: 'updated' }]);
  expect(await read(tenant, customerId)).toMatchObject({
    name: 'Ada Ltd',
    phone: '+44 2',
    terms_days: 14,
    revision: 2,
  });
  const kept = await world.client.query(contract.getCustomerNotes, { customerId }, asStaff(tenant));
  expect(kept).toEqual({ notes: 'Kept.', tags: ['new', 'old'] });
  // Again: there is nothing left to do.
  expect(await apply(tenant, row)).toMatchObject([{ outcome: 'unchanged' }]);
});

test('who changed since the preview is not overwritten, and the other rows are done', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const change = { customerId, name: 'Ada', email: 'ada@example.com', phone: 'by hand' };
  await world.client.command(contract.updateCustomer, change, asStaff(tenant));
  const rows = await apply(
    tenant,
    { action: 'update', line: 2, customerId, revision: 1, cells: { email: 'ada@example.com', phone: 'by file' } },
    { action: 'create', line: 3, cells: { ...ada, email: 'bob@example.com' } },
  );
  expect(rows.map(({ outcome }) => outcome)).toEqual(['refused', 'created']);
  expect(await read(tenant, customerId)).toMatchObject({ phone: 'by hand' });
});

test('a mail that several customers have says of none; an id does', async () => {
  const tenant = await aTenant(world);
  const [one] = [await aCustomer(world, tenant), await aCustomer(world, tenant)];
  expect(await planned(tenant, { email: 'ada@example.com', phone: '1' })).toMatchObject({ action: 'error' });
  expect(await planned(tenant, { phone: '1' }, one)).toMatchObject({ action: 'update', customerId: one });
});

test('another tenant’s customer is neither found nor changed by their id or mail', async () => {
  const [mine, theirs] = [await aTenant(world), await aTenant(world)];
  const customerId = await aCustomer(world, theirs);
  const problems = [{ field: 'id', message: 'There is no such customer.' }];
  expect(await planned(mine, { phone: '1' }, customerId)).toMatchObject({ action: 'error', problems });
  expect(await planned(mine, { phone: '1' }, newId())).toMatchObject({ action: 'error', problems });
  expect(await planned(mine, ada)).toMatchObject({ action: 'create' });
  const row = { action: 'update' as const, line: 2, customerId, revision: 1, cells: { name: 'Mine now' } };
  expect(await apply(mine, row)).toMatchObject([{ outcome: 'refused' }]);
  expect(await read(theirs, customerId)).toMatchObject({ name: 'Ada Ltd', revision: 1 });
  const self = asCustomer(theirs, customerId);
  for (const who of [self, asStaff(theirs, 'readOnly')])
    await expect(world.client.command(contract.importCustomers, { rows: [row] }, who)).rejects.toMatchObject({
      kind: 'denied',
    });
});

test.each([
  [{ ...ada, email: 'no mail' }, 'email'],
  [{ email: 'x@example.com' }, 'name'],
  [{ ...ada, country: 'Germany' }, 'country'],
  [{ ...ada, country: 'ZZ' }, 'country'],
  [{ ...ada, city: '' }, 'city'],
  [{ ...ada, currency: 'XYZ' }, 'currency'],
  [{ ...ada, termsDays: '366' }, 'termsDays'],
  [{ ...ada, termsDays: 'soon' }, 'termsDays'],
  [{ ...ada, language: 'Klingon' }, 'language'],
  [{ ...ada, tags: 'x'.repeat(9_000) }, 'tags'],
  [{ ...ada, name: 'x'.repeat(201) }, 'name'],
  [{ ...ada, notes: 'x'.repeat(4001) }, 'notes'],
])('what is wrong with a row is said by its column, and nothing of it is done: %#', async (cells, field) => {
  const tenant = await aTenant(world);
  const plan = await planned(tenant, cells);
  expect(plan?.action).toBe('error');
  expect(plan?.problems.map((problem) => problem.field)).toContain(field);
  expect(await apply(tenant, { action: 'create', line: 2, cells })).toMatchObject([{ outcome: 'refused' }]);
  expect(await count(tenant)).toBe(0);
});

test('an export tells everything of everybody, page by page, but of those who were erased', async () => {
  const tenant = await aTenant(world);
  for (const name of ['one', 'two', 'three'])
    await aCustomer(world, tenant, { name, notes: `about ${name}`, tags: ['t'] });
  const names: string[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = await world.client.query(
      contract.exportCustomers,
      { limit: 2, ...(after && { after }) },
      asStaff(tenant, 'support'),
    );
    names.push(...page.customers.map(({ name, notes }) => `${name}: ${notes}`));
    after = page.next;
  }
  expect(names).toEqual(['one: about one', 'two: about two', 'three: about three']);
  const denied = world.client.query(contract.exportCustomers, {}, asStaff(tenant, 'readOnly'));
  await expect(denied).rejects.toMatchObject({ kind: 'denied' });
});
