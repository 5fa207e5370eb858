import { memoryBroker, type Transport } from '@purser/bus';
import { fault } from '@purser/fault';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommandModel } from '../src/api/models/command.ts';
import type { AcceptedModel } from '../src/api/models/common.ts';
import type { CustomerModel } from '../src/api/models/customer.ts';
import { key, openWorld, type Staff, type Tenant, type World } from './world.ts';

let world: World;
let tenant: Tenant;
let staff: Staff;
/** While it is, nobody answers who wants to make a customer; `after` it was done all the same. */
let deaf: 'no' | 'before' | 'after' = 'no';

const broker = memoryBroker();
/** The gateway's road to the others, on which answers may be lost. */
function lossy(transport: Transport): Transport {
  return {
    ...transport,
    request: async (subject, data, options) => {
      const concerned = deaf !== 'no' && subject.startsWith('call.directory.createCustomer');
      if (!concerned) return transport.request(subject, data, options);
      if (deaf === 'after') await transport.request(subject, data, options);
      throw fault('unavailable', 'bus_unavailable', 'The message could not be delivered just now.');
    },
  };
}

beforeAll(async () => {
  const connect = async (service: string) => (service === 'gateway' ? lossy(broker.transport()) : broker.transport());
  world = await openWorld({ connect });
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
    deaf = when;
    const answer = await make(again, name);
    deaf = 'no';
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
  deaf = 'before';
  const answer = await make(key(), 'Private');
  deaf = 'no';
  const statuses = async (browser: Staff['browser']) => (await browser.get(answer.body.location)).status;
  expect(await statuses(staff.browser)).toBe(200);
  expect(await statuses(clerk.browser)).toBe(404);
  expect(await statuses((await world.staff(tenant, 'admin')).browser)).toBe(200);
  expect(await statuses((await world.staff(await world.tenant())).browser)).toBe(404);
});
