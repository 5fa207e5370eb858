import { invoicing as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asStaff } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aCustomer, aDraft, aTenant, type Draft, issue, line, openWorld, read, type World } from './world.ts';

let world: World;
let tenant: string;
let customerId: string;
beforeAll(async () => {
  world = await openWorld();
  tenant = await aTenant(world);
  customerId = await aCustomer(world, tenant);
});
afterAll(() => world?.stop());

const most = 10_000_000_000_000;
const tax = { id: 'vat', name: 'VAT', percent: '20', inclusive: false };
const draftOf = (more: Partial<Draft>) =>
  world.client.command(
    contract.draftInvoice,
    { invoiceId: newId(), customerId, lines: [line('a', 1)], ...more },
    asStaff(tenant),
  );

const refused: [what: string, draft: Partial<Draft>, path: string][] = [
  ['a price with a fraction', { lines: [line('a', 10.5)] }, 'lines.0.unitAmount'],
  ['a negative price', { lines: [line('a', 1), line('b', -1)] }, 'lines.1.unitAmount'],
  ['a price beyond the largest amount', { lines: [line('a', most + 1)] }, 'lines.0.unitAmount'],
  ['a quantity that is no decimal', { lines: [line('a', 1, { quantity: '1e3' })] }, 'lines.0.quantity'],
  ['a negative quantity', { lines: [line('a', 1, { quantity: '-1' })] }, 'lines.0.quantity'],
  ['a quantity of zero', { lines: [line('a', 1), line('b', 1, { quantity: '0.000000' })] }, 'lines.1.quantity'],
  ['more decimals than six', { lines: [line('a', 1, { quantity: '0.1234567' })] }, 'lines.0.quantity'],
  ['a line beyond the largest amount', { lines: [line('a', most, { quantity: '2' })] }, 'lines.0'],
  ['lines that are too much together', { lines: [line('a', most, { taxes: [] }), line('b', 1)] }, 'lines'],
  ['tax beyond the largest amount', { lines: [line('a', most, { taxes: [tax] })] }, 'lines'],
  ['a discount above its line', { lines: [line('a', 100, { discount: { amount: 101 } })] }, 'lines.0.discount.amount'],
  [
    'a discount above 100 percent',
    { lines: [line('a', 1, { discount: { percent: '100.1' } })] },
    'lines.0.discount.percent',
  ],
  ['a discount above the whole', { discount: { amount: 2 } }, 'discount.amount'],
  ['two lines with one id', { lines: [line('a', 1), line('a', 1)] }, 'lines.1.id'],
  [
    'one rate with two meanings',
    { lines: [line('a', 1), line('b', 1, { taxes: [{ ...tax, id: 'vat20', percent: '5' }] })] },
    'lines.1.taxes.0',
  ],
  ['a currency nobody uses', { currency: 'XXQ' }, 'currency'],
  ['a currency that is no code', { currency: 'pounds' }, 'currency'],
  ['10,000 lines', { lines: Array.from({ length: 10_000 }, (_, i) => line(`l${i}`, 1)) }, 'lines'],
];

test.each(refused)('%s is refused with its path', async (_what, draft, path) => {
  const faults = expect.arrayContaining([expect.objectContaining({ path })]);
  await expect(draftOf(draft)).rejects.toMatchObject({ kind: 'invalid', code: 'invalid_input', errors: faults });
});

test('the largest amount there is can be drafted, issued and read', async () => {
  const invoiceId = await aDraft(world, tenant, customerId, { lines: [line('a', most, { taxes: [] })] });
  expect(await issue(world, tenant, invoiceId)).toMatchObject({ total: most });
  expect(await read(world, { tenant, invoiceId })).toMatchObject({ due: most, totals: { total: most } });
});

test('a thousand lines are issued and read back with a reason each', async () => {
  const lines = Array.from({ length: 1000 }, (_, i) => line(`l${i}`, i + 1));
  const invoiceId = await aDraft(world, tenant, customerId, { lines });
  await issue(world, tenant, invoiceId);
  const invoice = await read(world, { tenant, invoiceId });
  expect(invoice.lines).toHaveLength(1000);
  expect(invoice.lines.every(({ why }) => why.length > 0)).toBe(true);
  expect(invoice.lines.reduce((sum, { total }) => sum + total, 0)).toBe(invoice.totals.total);
});

test("without a currency the customer's own counts, then the tenant's", async () => {
  const [plain, own] = [customerId, await aCustomer(world, tenant, { currency: 'JPY' })];
  const currencyOf = async (customer: string, more: Partial<Draft> = {}) =>
    (await read(world, { tenant, invoiceId: await aDraft(world, tenant, customer, more) })).currency;
  expect([await currencyOf(plain), await currencyOf(own), await currencyOf(own, { currency: 'EUR' })]).toEqual([
    'GBP',
    'JPY',
    'EUR',
  ]);
});

test("terms are the draft's own, then the customer's, then the tenant's", async () => {
  world.platform.clock.setOffset(Date.parse('2027-03-01T12:00:00Z') - Date.now());
  const own = await aCustomer(world, tenant, { terms_days: 7 });
  const dueOf = async (customer: string, more: Partial<Draft> = {}) =>
    (await issue(world, tenant, await aDraft(world, tenant, customer, more))).dueDate;
  expect([await dueOf(customerId), await dueOf(own), await dueOf(own, { terms_days: 0 })]).toEqual([
    '2027-03-31',
    '2027-03-08',
    '2027-03-01',
  ]);
  world.platform.clock.setOffset(0);
});

test("issue and overdue follow the calendar on the tenant's wall", async () => {
  const west = await aTenant(world, { timeZone: 'Pacific/Honolulu', terms_days: 1 });
  // 09:30 UTC is still the evening before in Hawaii.
  world.platform.clock.setOffset(Date.parse('2027-06-10T09:30:00Z') - Date.now());
  const invoiceId = await aDraft(world, west, await aCustomer(world, west));
  expect(await issue(world, west, invoiceId)).toMatchObject({ dueDate: '2027-06-10', status: 'open' });
  const statusAt = async (instant: string) => {
    world.platform.clock.setOffset(Date.parse(instant) - Date.now());
    return (await read(world, { tenant: west, invoiceId })).status;
  };
  expect(await statusAt('2027-06-11T09:59:00Z')).toBe('open');
  expect(await statusAt('2027-06-11T10:01:00Z')).toBe('overdue');
  world.platform.clock.setOffset(0);
});

test('a draft without lines is kept and cannot be issued', async () => {
  const invoiceId = await aDraft(world, tenant, customerId, { lines: [] });
  await expect(issue(world, tenant, invoiceId)).rejects.toMatchObject({
    kind: 'rejected',
    code: 'invoice_incomplete',
    errors: [{ path: 'lines', code: 'empty' }],
  });
  expect(await read(world, { tenant, invoiceId })).toMatchObject({ status: 'draft', number: null });
});

test('an invoice of nothing is paid as it is issued', async () => {
  const invoiceId = await aDraft(world, tenant, customerId, { discount: { percent: '100' } });
  expect(await issue(world, tenant, invoiceId)).toMatchObject({ total: 0, status: 'paid' });
});

test('an id that is taken is a conflict, a customer nobody heard of is not found', async () => {
  const invoiceId = await aDraft(world, tenant, customerId);
  await expect(draftOf({ invoiceId })).rejects.toMatchObject({ kind: 'conflict', code: 'invoice_exists' });
  await expect(draftOf({ customerId: newId() })).rejects.toMatchObject({
    kind: 'notFound',
    code: 'customer_not_found',
  });
});
