import { invoicing as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asStaff, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeNumbers } from '../src/store/takeNumber.ts';
import { aCustomer, aDraft, anInvoice, aTenant, issue, line, openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

const upTo = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, i) => `${prefix}${String(i + 1).padStart(4, '0')}`);

test('64 invoices issued at once, with failing ones between, have 64 numbers without gap or repeat', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const good = await Promise.all(Array.from({ length: 64 }, () => aDraft(world, tenant, customerId)));
  const empty = await Promise.all(Array.from({ length: 16 }, () => aDraft(world, tenant, customerId, { lines: [] })));
  // Every fourth is asked for twice, by two people at once.
  const asked = good.flatMap((id, i) => [id, ...(i % 4 === 0 ? [id, empty[i / 4] ?? id] : [])]);
  const outcomes = await Promise.all(
    asked.map((invoiceId) => world.client.send(contract.issueInvoice, { invoiceId }, asStaff(tenant))),
  );
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.fault.code] : []));
  expect(refused.filter((code) => code === 'invoice_incomplete')).toHaveLength(16);
  expect(refused.filter((code) => code === 'invoice_not_draft')).toHaveLength(16);
  const rows = await world.admin<{ number: string }[]>`
    select number from invoicing.invoices where tenant_id = ${tenant} and number is not null order by number`;
  expect(rows.map(({ number }) => number)).toEqual(upTo(64, 'NW-'));
  const said = (await world.said(tenant)).map((event) => event.number);
  expect(said.sort()).toEqual(upTo(64, 'NW-'));
});

test('a credit note that fails after its number was taken gives it back', async () => {
  const { tenant, invoiceId } = await anInvoice(world, {
    lines: Array.from({ length: 12 }, (_, i) => line(`l${i}`, 100)),
  });
  const credit = (creditNoteId: string, i: number) =>
    world.client.send(
      contract.creditInvoice,
      { creditNoteId, invoiceId, reason: 'Returned', lines: [{ lineId: `l${i}`, amount: 10 }] },
      asStaff(tenant),
    );
  const ids = Array.from({ length: 6 }, () => newId());
  // Two requests under each id: the later of the two fails on the id, with a number in hand.
  const outcomes = await Promise.all(ids.flatMap((id, i) => [credit(id, 2 * i), credit(id, 2 * i + 1)]));
  expect(outcomes.filter(({ status }) => status === 'done')).toHaveLength(6);
  const codes = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.fault.code] : []));
  expect(codes).toEqual(Array(6).fill('credit_note_exists'));
  const rows = await world.admin<{ number: string }[]>`
    select number from invoicing.credit_notes where tenant_id = ${tenant} order by number`;
  expect(rows.map(({ number }) => number)).toEqual(upTo(6, 'CN-'));
});

/** Ends every connection that invoicing has to the database, whatever it is doing there. */
const cutOff = () =>
  world.admin`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and usename like '%invoicing%'`;

test('64 invoices issued at once while the connections are killed under them have no gap and no repeat', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const ids = await Promise.all(Array.from({ length: 64 }, () => aDraft(world, tenant, customerId)));
  const ask = (invoiceId: string) =>
    world.client.send(contract.issueInvoice, { invoiceId }, { ...asStaff(tenant), key: `issue ${invoiceId}` });
  const asked = Promise.allSettled(ids.map(ask));
  const given = async () => {
    const rows = await world.admin<{ number: string }[]>`
      select number from invoicing.invoices where tenant_id = ${tenant} and number is not null order by number`;
    return rows.map(({ number }) => number);
  };
  let killed = 0;
  for (const from of [4, 20, 40]) {
    await until(`${from} numbers`, async () => (await given()).length >= from);
    killed += (await cutOff()).length;
  }
  expect(killed).toBeGreaterThan(0);
  await asked;
  // Whoever got no answer asks again, as people do; what was done meanwhile answers as it was.
  await until(
    'the last invoice',
    async () => {
      await Promise.allSettled(ids.map(ask));
      return (await given()).length === 64;
    },
    60_000,
  );
  expect(await given()).toEqual(upTo(64, 'NW-'));
}, 120_000);

test('blocks of numbers taken at once lie whole beside each other, and a block whose transaction dies is given again', async () => {
  const tenant = await aTenant(world);
  const taken = await Promise.allSettled(
    Array.from({ length: 32 }, (_, i) =>
      world.inTransaction(tenant, async (tx) => {
        const block = await takeNumbers({ tx, tenant }, 'quote', (i % 5) + 1, 2026);
        if (i % 4 === 3) await tx.sql`select pg_terminate_backend(pg_backend_pid())`;
        return block;
      }),
    ),
  );
  const blocks = taken.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(blocks).toHaveLength(24);
  for (const block of blocks) {
    const first = Number(block[0]?.slice(2));
    expect(block).toEqual(block.map((_, i) => `Q-${String(first + i).padStart(4, '0')}`));
  }
  const numbers = blocks.flat().sort();
  expect(numbers).toEqual(upTo(numbers.length, 'Q-'));
});

test('each tenant counts for itself', async () => {
  const [one, other] = [await anInvoice(world), await anInvoice(world)];
  for (const { tenant } of [one, other]) expect((await world.said(tenant))[0]).toMatchObject({ number: 'NW-0001' });
});

test('asking again under the same key gives the same number', async () => {
  const tenant = await aTenant(world);
  const invoiceId = await aDraft(world, tenant, await aCustomer(world, tenant));
  const staff = { ...asStaff(tenant), key: 'issue-1' };
  const first = await world.client.send(contract.issueInvoice, { invoiceId }, staff);
  const again = await world.client.send(contract.issueInvoice, { invoiceId }, staff);
  expect(first).toMatchObject({ status: 'done', result: { number: 'NW-0001' } });
  expect(again).toEqual({ ...first, replayed: true });
  await expect(issue(world, tenant, invoiceId)).rejects.toMatchObject({ kind: 'rejected', code: 'invoice_not_draft' });
});
