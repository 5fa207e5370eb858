import { invoicing as contract } from '@purser/contracts';
import { asCustomer, asStaff } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { aCustomer, aDraft, aTenant, issue, openWorld, setTime, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => setTime(world, 0));
afterAll(() => world?.stop());

type Series = Parameters<typeof world.client.command<typeof contract.updateSeries>>[1];
const plain: Series = { kind: 'invoice', prefix: 'NW-', suffix: '', padding: 4, yearly: false };
const change = (tenant: string, more: Partial<Series> = {}) =>
  world.client.command(contract.updateSeries, { ...plain, ...more }, asStaff(tenant));
const issued = async (tenant: string, customerId: string, issueDate?: string) =>
  (await issue(world, tenant, await aDraft(world, tenant, customerId), issueDate ? { issueDate } : {})).number;

async function atWork() {
  const tenant = await aTenant(world);
  return { tenant, customerId: await aCustomer(world, tenant) };
}

test('a series reads as it is set, with the next number of each kind', async () => {
  const { tenant, customerId } = await atWork();
  await issued(tenant, customerId);
  await change(tenant, { kind: 'creditNote', prefix: 'CR ', suffix: '/{YY}', padding: 3, next: 40 });
  const { series } = await world.client.query(contract.listSeries, {}, asStaff(tenant, 'readOnly'));
  const yy = String(world.platform.clock.business().getUTCFullYear()).slice(2);
  expect(series).toEqual([
    { ...plain, next: 2, preview: 'NW-0002' },
    {
      kind: 'creditNote',
      prefix: 'CR ',
      suffix: '/{YY}',
      padding: 3,
      yearly: false,
      next: 40,
      preview: `CR 040/${yy}`,
    },
    { kind: 'quote', prefix: 'Q-', suffix: '', padding: 4, yearly: false, next: 1, preview: 'Q-0001' },
  ]);
});

test('each year counts for itself by the issue date in the tenant’s zone, back-dated ones too, and none has a gap', async () => {
  const { tenant, customerId } = await atWork();
  setTime(world, '2027-01-02T10:00:00Z');
  await change(tenant, { prefix: 'INV-{YYYY}-', yearly: true });
  const numbers = [
    await issued(tenant, customerId),
    await issued(tenant, customerId, '2026-12-30'),
    await issued(tenant, customerId),
    await issued(tenant, customerId, '2026-12-31'),
  ];
  expect(numbers).toEqual(['INV-2027-0001', 'INV-2026-0001', 'INV-2027-0002', 'INV-2026-0002']);
});

test('a change leaves what was issued as it is, goes on without a gap, and begins where it is told to', async () => {
  const { tenant, customerId } = await atWork();
  const [one, two] = [await issued(tenant, customerId), await issued(tenant, customerId)];
  expect(await change(tenant, { prefix: 'ACME-', padding: 6 })).toMatchObject({ next: 3, preview: 'ACME-000003' });
  const three = await issued(tenant, customerId);
  expect(await change(tenant, { prefix: 'ACME-', padding: 6, next: 5000 })).toMatchObject({ next: 5000 });
  expect([one, two, three, await issued(tenant, customerId)]).toEqual([
    'NW-0001',
    'NW-0002',
    'ACME-000003',
    'ACME-005000',
  ]);
});

test('no series can be set back to a number that was given, by whichever name it goes', async () => {
  const { tenant, customerId } = await atWork();
  for (let i = 0; i < 3; i++) await issued(tenant, customerId);
  await expect(change(tenant, { next: 3 })).rejects.toMatchObject({
    kind: 'rejected',
    code: 'number_taken',
    errors: [{ path: 'next', code: 'number_taken' }],
  });
  await change(tenant, { prefix: 'X-', next: 1 });
  expect(await issued(tenant, customerId)).toBe('X-0001');
  // Back to the first name: three of it were given.
  expect(await change(tenant)).toMatchObject({ next: 4, preview: 'NW-0004' });
  await expect(change(tenant, { next: 2 })).rejects.toMatchObject({ code: 'number_taken' });
  expect(await issued(tenant, customerId)).toBe('NW-0004');
});

test('who changes a series while others issue waits for them: each number is of one form, and none is given twice', async () => {
  const { tenant, customerId } = await atWork();
  const drafts = await Promise.all(Array.from({ length: 16 }, () => aDraft(world, tenant, customerId)));
  await Promise.all([
    ...drafts.map((id) => issue(world, tenant, id)),
    change(tenant, { prefix: 'M-' }),
    change(tenant, { prefix: 'M-', suffix: '/x' }),
  ]);
  const rows = await world.admin<{ number: string }[]>`
    select number from invoicing.invoices where tenant_id = ${tenant} order by number`;
  const numbers = rows.map(({ number }) => number);
  expect(numbers).toHaveLength(16);
  for (const number of numbers) expect(number).toMatch(/^(NW-\d{4}|M-\d{4}|M-\d{4}\/x)$/);
});

test('what no number can be is refused, and who may not set it is denied', async () => {
  const { tenant, customerId } = await atWork();
  await expect(change(tenant, { yearly: true })).rejects.toMatchObject({
    kind: 'invalid',
    errors: [{ path: 'prefix', code: 'year_missing' }],
  });
  await expect(change(tenant, { suffix: '<img src=x>' })).rejects.toMatchObject({
    errors: [{ path: 'suffix', code: 'not_allowed' }],
  });
  const as = (who: ReturnType<typeof asStaff>) => world.client.command(contract.updateSeries, plain, who);
  await expect(as(asStaff(tenant, 'accountant'))).rejects.toMatchObject({ kind: 'denied' });
  await expect(as(asCustomer(tenant, customerId))).rejects.toMatchObject({ kind: 'denied' });
  // Of another tenant's numbers nothing is known here.
  const elsewhere = await aTenant(world);
  expect(await change(elsewhere, { next: 1 })).toMatchObject({ next: 1 });
});
