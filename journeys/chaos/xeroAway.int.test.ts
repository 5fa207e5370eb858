import { accounting } from '@purser/contracts';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openBooks } from '../spine/books.ts';
import { startTown, type Tenant, type Town } from '../spine/town.ts';

/** Fewer than the tries that Xero stays away for. */
const attempts = 4;

let town: Town;
beforeAll(async () => {
  town = await startTown({ attempts, backoffCap_ms: 100, parkCap_ms: 100 });
});
afterAll(() => town?.stop());

const documents = async (tenant: Tenant) =>
  (await town.platform.client.query(accounting.listDocuments, { limit: 100 }, tenant.staff)).documents;

const failed = async () => {
  const calls = z.array(z.object({ status: z.int() })).parse(await town.admin('GET', '/xero/requests?limit=1000'));
  return calls.filter(({ status }) => status === 500).length;
};

test('however long Xero stays away, a document waits and says why, and is there once it is back', async () => {
  const tenant = await town.tenant();
  const customer = await town.customer(tenant);
  const books = await openBooks(town, tenant);
  await books.connect();
  await town.admin('POST', '/faults', { path: '/xero/api.xro/2.0/*', status: 500 });
  await town.invoice(tenant, customer.customerId);
  await until('it was asked more often than a message is tried', async () => (await failed()) > 2 * attempts);
  const [contact] = (await documents(tenant)).filter(({ kind }) => kind === 'contact');
  expect(contact).toMatchObject({ state: 'pushing', problem: expect.stringContaining('Xero does not answer') });
  await town.admin('DELETE', '/faults');
  await until('both are in the books', async () =>
    (await documents(tenant)).every(({ state, problem }) => state === 'pushed' && problem === null),
  );
  expect((await books.read('/Invoices')).Invoices).toHaveLength(1);
});
