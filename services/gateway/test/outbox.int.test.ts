import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommandModel } from '../src/api/models/command.ts';
import type { AcceptedModel } from '../src/api/models/common.ts';
import type { CustomerModel } from '../src/api/models/customer.ts';
import { lossyBus } from './lossy.ts';
import { key, openWorld, type Staff, type Tenant, type World } from './world.ts';

let world: World;
let tenant: Tenant;
let staff: Staff;
const bus = lossyBus();

beforeAll(async () => {
  world = await openWorld({ connect: bus.connect });
  tenant = await world.tenant();
  staff = await world.staff(tenant);
});
afterAll(() => world?.stop());

const make = (again: { 'idempotency-key': string }, name: string) =>
  staff.browser.send<AcceptedModel & CustomerModel>(
    'POST',
    '/api/v1/customers',
    { name, email: 'ada@ada.example' },
    again,
  );
const named = async (name: string) => {
  const list = await staff.browser.get<{ count: number; data: CustomerModel[] }>(`/api/v1/customers?search=${name}`);
  return list.body.data.length;
};

test.each(['before', 'after'] as const)(
  'a command whose answer was lost %s it was done is accepted, and done once',
  async (when) => {
    const name = `Lost${when}`;
    const again = key();
    const answer = await bus.losing('directory.createCustomer', when, () => make(again, name));
    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toBe(answer.body.location);
    const look = () => staff.browser.get<CommandModel>(answer.body.location);
    await until('it is done', async () => (await look()).body.status === 'done');
    expect((await look()).body).toMatchObject({ id: answer.body.commandId, service: 'directory', problem: null });
    const repeated = await make(again, name);
    expect([repeated.status, repeated.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
    expect(await named(name)).toBe(1);
  },
);

test('what became of a command is told to who sent it and to those who keep the tenant, and to nobody else', async () => {
  const clerk = await world.staff(tenant, 'support');
  const answer = await bus.losing('directory.createCustomer', 'before', () => make(key(), 'Private'));
  const statuses = async (browser: Staff['browser']) => (await browser.get(answer.body.location)).status;
  expect(await statuses(staff.browser)).toBe(200);
  expect(await statuses(clerk.browser)).toBe(404);
  expect(await statuses((await world.staff(tenant, 'admin')).browser)).toBe(200);
  expect(await statuses((await world.staff(await world.tenant())).browser)).toBe(404);
});
