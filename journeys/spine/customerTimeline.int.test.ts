import { invoicing } from '@purser/contracts';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTown, type Tenant, type Town } from './town.ts';

let town: Town;
beforeAll(async () => {
  town = await startTown();
});
afterAll(() => town?.stop());

const page = ({ staff }: Tenant, customerId: string, limit: number, after?: string) =>
  town.platform.client.query(
    invoicing.getCustomerTimeline,
    { customerId, limit, ...(after !== undefined && { after }) },
    staff,
  );

test('what happened to a customer’s bills is told the newest first, each entry once however short the pages, and nobody else’s', async () => {
  const { client } = town.platform;
  const tenant = await town.tenant();
  const [{ customerId }, other] = [await town.customer(tenant), await town.customer(tenant)];
  await town.invoice(tenant, customerId);
  await town.invoice(tenant, other.customerId);
  const quoteId = newId();
  const lines = [{ id: 'l1', description: 'Firewall', quantity: '1', unitAmount: 80_000, taxes: [] }];
  await client.command(invoicing.draftQuote, { quoteId, customerId, lines }, tenant.staff);
  await client.command(invoicing.sendQuote, { quoteId, send: false }, tenant.staff);
  // A run's one message is told of two invoices at the same moment.
  const ids = [newId(), newId()];
  for (const invoiceId of ids)
    await client.command(invoicing.draftInvoice, { invoiceId, customerId, currency: 'GBP', lines }, tenant.staff);
  await client.command(
    invoicing.startRun,
    { runId: newId(), kind: 'issue', invoices: { ids }, send: false },
    tenant.staff,
  );
  await until('the run', async () => {
    const { entries } = await page(tenant, customerId, 100);
    return entries.filter(({ what }) => what === 'issued').length === 3;
  });
  const { entries: whole } = await page(tenant, customerId, 100);
  expect(whole.map(({ at }) => at)).toEqual(
    whole
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  );
  expect(whole.map(({ about, what }) => `${about} ${what}`).toSorted()).toEqual([
    ...Array(3).fill('invoice drafted'),
    ...Array(3).fill('invoice issued'),
    'quote drafted',
    'quote sent',
  ]);
  const walked = [];
  for (let after: string | undefined; ; ) {
    const [entry, ...more] = (await page(tenant, customerId, 1, after)).entries;
    expect(more).toEqual([]);
    if (!entry) break;
    walked.push(entry);
    after = entry.cursor;
  }
  expect(walked).toEqual(whole);
  await expect(page(await town.tenant(), customerId, 1)).rejects.toMatchObject({ code: 'customer_not_found' });
  await expect(page(tenant, customerId, 1, 'x')).rejects.toMatchObject({ code: 'invalid_cursor' });
});
