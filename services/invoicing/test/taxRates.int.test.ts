import { invoicing as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asCustomer, asService, asStaff } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { aCustomer, aDraft, aTenant, issue, line, openWorld, read, setTime, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

type NewRate = Partial<z.input<typeof contract.createTaxRate.input>>;
const duty = { name: 'Duty', percent: '17.5', inclusive: false, kind: 'standard' as const };

const nameOf = (rateId: string) => `txr_${rateId.replaceAll('-', '')}`;
async function aRate(tenant: string, more: NewRate = {}): Promise<string> {
  const rate = { rateId: newId(), ...duty, ...more };
  await world.client.command(contract.createTaxRate, rate, asStaff(tenant));
  return rate.rateId;
}
const change = (tenant: string, input: z.input<typeof contract.updateTaxRate.input>) =>
  world.client.command(contract.updateTaxRate, input, asStaff(tenant));
const end = (tenant: string, rateId: string, lastDay?: string) =>
  world.client.command(contract.endTaxRate, { rateId, ...(lastDay && { lastDay }) }, asStaff(tenant));
const list = (tenant: string, on?: string) =>
  world.client.query(contract.listTaxRates, { ...(on && { on }) }, asStaff(tenant));
async function aHouse() {
  const tenant = await aTenant(world);
  return { tenant, customerId: await aCustomer(world, tenant) };
}
/** A draft of 100.00 net under a rate of the tenant's. */
const aDraftWith = (tenant: string, customerId: string, rateId: string, more = {}) => {
  const { kind: _kind, ...charged } = duty;
  const taxes = [{ id: nameOf(rateId), ...charged, ...more }];
  return aDraft(world, tenant, customerId, { lines: [line('a', 100_00, { taxes })] });
};

test('a new tenant has the rates of its country, and of a country that is not known none', async () => {
  const { rates } = await list(await aTenant(world));
  expect(rates.map(({ name, percent, kind, state }) => [name, percent, kind, state])).toEqual([
    ['VAT', '20', 'standard', 'valid'],
    ['VAT', '5', 'standard', 'valid'],
    ['VAT', '0', 'standard', 'valid'],
    ['VAT', '0', 'exempt', 'valid'],
    ['VAT', '0', 'reverseCharge', 'valid'],
  ]);
  expect((await list(await aTenant(world, { timeZone: 'UTC' }))).rates).toEqual([]);
});

test('an invoice is issued under a rate that holds on its day, and under no other', async () => {
  const { tenant, customerId } = await aHouse();
  const rateId = await aRate(tenant, { validFrom: '2026-01-01' });
  const [before, within, after] = await Promise.all([1, 2, 3].map(() => aDraftWith(tenant, customerId, rateId)));
  setTime(world, '2026-07-10T12:00:00Z');
  try {
    await end(tenant, rateId, '2026-06-30');
    const refused = {
      kind: 'rejected',
      code: 'tax_rate_ended',
      errors: [expect.objectContaining({ path: 'lines.0.taxes.0', code: 'tax_rate_ended' })],
    };
    await expect(issue(world, tenant, before ?? '', { issueDate: '2025-12-31' })).rejects.toMatchObject(refused);
    await expect(issue(world, tenant, after ?? '')).rejects.toMatchObject(refused);
    await issue(world, tenant, within ?? '', { issueDate: '2026-06-30' });
    // What was refused took no number, and nothing of it is kept.
    expect(await read(world, { tenant, invoiceId: after ?? '' })).toMatchObject({ number: null, status: 'draft' });
  } finally {
    setTime(world, 0);
  }
});

test('a copy of an invoice says which of its rates have ended since, as any draft does; under the rate that took over there is nothing to say', async () => {
  const { tenant, customerId } = await aHouse();
  const rateId = await aRate(tenant, { validFrom: '2026-01-01' });
  const billed = await aDraftWith(tenant, customerId, rateId);
  const problemsOf = async (invoiceId: string) => (await read(world, { tenant, invoiceId })).taxProblems;
  setTime(world, '2026-07-10T12:00:00Z');
  try {
    await issue(world, tenant, billed, { issueDate: '2026-06-30' });
    await end(tenant, rateId, '2026-06-30');
    const copy = newId();
    const asked = { invoiceId: copy, likeInvoiceId: billed };
    await world.client.command(contract.duplicateInvoice, asked, asStaff(tenant));
    const message = 'Duty 17.5% ended on 2026-06-30. Choose the rate that took over.';
    expect(await problemsOf(copy)).toEqual([{ path: 'lines.0.taxes.0', code: 'tax_rate_ended', message }]);
    await expect(issue(world, tenant, copy)).rejects.toMatchObject({ code: 'tax_rate_ended' });
    expect(await problemsOf(billed)).toEqual([]);
    const next = await aRate(tenant, { percent: '19', validFrom: '2026-07-01' });
    expect(await problemsOf(await aDraftWith(tenant, customerId, next, { percent: '19' }))).toEqual([]);
  } finally {
    setTime(world, 0);
  }
});

test('what a used rate charges never changes; its name and its end may', async () => {
  const { tenant, customerId } = await aHouse();
  const rateId = await aRate(tenant);
  const draft = await aDraftWith(tenant, customerId, rateId);
  await change(tenant, { rateId, percent: '18' });
  await expect(issue(world, tenant, draft)).rejects.toMatchObject({ code: 'tax_rate_changed' });
  // The refused issue did not use it.
  await change(tenant, { rateId, percent: '17.5' });
  await issue(world, tenant, draft);
  for (const charge of [{ percent: '18' }, { inclusive: true }, { kind: 'exempt' as const, percent: '0' }])
    await expect(change(tenant, { rateId, ...charge })).rejects.toMatchObject({ code: 'tax_rate_used' });
  await change(tenant, { rateId, name: 'Import duty', validUntil: '2030-12-31' });
  const { rates } = await list(tenant, '2031-01-01');
  expect(rates.find((rate) => rate.rateId === rateId)).toMatchObject({
    ...{ name: 'Import duty', percent: '17.5', validUntil: '2030-12-31', state: 'ended', used: true },
  });
  await expect(world.admin`update invoicing.tax_rates set percent = '1' where rate_id = ${rateId}`).rejects.toThrow(
    'cannot charge something else',
  );
});

test('whoever issues and whoever changes the rate at the same moment never both succeed', async () => {
  const { tenant, customerId } = await aHouse();
  for (let round = 0; round < 5; round++) {
    const rateId = await aRate(tenant, { name: `Duty ${round}` });
    const invoiceId = await aDraftWith(tenant, customerId, rateId);
    const [issued, changed] = await Promise.allSettled([
      issue(world, tenant, invoiceId),
      change(tenant, { rateId, percent: '3' }),
    ]);
    expect([issued.status, changed.status].toSorted()).toEqual(['fulfilled', 'rejected']);
  }
});

test('a rate that takes over ends the other the day before', async () => {
  const tenant = await aTenant(world);
  const old = await aRate(tenant, { validFrom: '2020-01-01' });
  const next = await aRate(tenant, { percent: '19', validFrom: '2027-01-01', replaces: old });
  const stateOf = async (on: string) => {
    const { rates } = await list(tenant, on);
    return [old, next].map((id) => rates.find(({ rateId }) => rateId === id)?.state);
  };
  expect(await stateOf('2026-12-31')).toEqual(['valid', 'notYet']);
  expect(await stateOf('2027-01-01')).toEqual(['ended', 'valid']);
  await expect(aRate(tenant, { percent: '21', replaces: next })).rejects.toMatchObject({ kind: 'invalid' });
});

test('the same rate is not listed twice for one day, however quickly it is asked for', async () => {
  const tenant = await aTenant(world);
  const made = await Promise.allSettled([1, 2, 3, 4].map(() => aRate(tenant)));
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const [one] = made.filter((each) => each.status === 'fulfilled');
  await end(tenant, one?.value ?? '', '2026-06-30');
  await aRate(tenant, { validFrom: '2026-07-01' });
  await expect(change(tenant, { rateId: one?.value ?? '', validUntil: null })).rejects.toMatchObject({
    code: 'tax_rate_exists',
  });
});

test.each<[string, NewRate]>([
  ['ends before it begins', { validFrom: '2026-02-01', validUntil: '2026-01-31' }],
  ['is exempt and charges', { kind: 'exempt' }],
  ['has no name', { name: '  ' }],
  ['is below zero', { percent: '-1' }],
  ['has an exponent', { percent: '1e2' }],
  ['begins on a day there is not', { validFrom: '2026-02-30' }],
])('a rate that %s is refused', async (_what, more) => {
  await expect(aRate(await aTenant(world), more)).rejects.toMatchObject({ kind: 'invalid' });
});

test("another tenant's rate is none, for its own people and on a line", async () => {
  const theirs = await aHouse();
  const rateId = await aRate(theirs.tenant);
  const { tenant, customerId } = await aHouse();
  const line0 = [expect.objectContaining({ path: 'lines.0.taxes.0', code: 'tax_rate_unknown' })];
  await expect(aDraftWith(tenant, customerId, rateId)).rejects.toMatchObject({ kind: 'invalid', errors: line0 });
  for (const ask of [
    () => change(tenant, { rateId, name: 'Mine' }),
    () => end(tenant, rateId),
    () => aRate(tenant, { replaces: rateId, validFrom: '2027-01-01' }),
  ])
    await expect(ask()).rejects.toMatchObject({ code: 'tax_rate_not_found' });
  expect((await list(theirs.tenant)).rates.find((rate) => rate.rateId === rateId)).toMatchObject({
    name: 'Duty',
    validUntil: null,
  });
});

test('customers and those who only look change no rate, and no service does', async () => {
  const { tenant, customerId } = await aHouse();
  const rate = { rateId: newId(), ...duty };
  for (const person of [asCustomer(tenant, customerId), asStaff(tenant, 'support'), asStaff(tenant, 'readOnly')])
    await expect(world.client.command(contract.createTaxRate, rate, person)).rejects.toMatchObject({ kind: 'denied' });
  await expect(world.client.query(contract.listTaxRates, {}, asCustomer(tenant, customerId))).rejects.toMatchObject({
    kind: 'denied',
  });
  await expect(
    world.asPayments.command(contract.createTaxRate, rate, asService(tenant, 'payments')),
  ).rejects.toMatchObject({ kind: 'denied' });
});
