import { invoicing as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asStaff, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anInvoice, openWorld, setTime, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

const invoices = 1000;
const patience_ms = 90_000;

/** Copies of an issued invoice, as so many were issued that day. */
async function manyLike(invoiceId: string): Promise<void> {
  const columns = await world.admin<{ name: string }[]>`
    select column_name as name from information_schema.columns where table_schema = 'invoicing' and table_name = 'invoices'
      and is_generated = 'NEVER' and column_name not in ('invoice_id', 'number')`;
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const ids = Array.from({ length: invoices - 1 }, () => newId());
  await world.admin.unsafe(
    `insert into invoicing.invoices (invoice_id, number, ${names})
      select u.id, 'MANY-' || u.id, ${names} from invoicing.invoices i cross join unnest($1::uuid[]) as u(id) where i.invoice_id = $2`,
    [ids, invoiceId],
  );
}

test('over a month a thousand invoices are each reminded of once a step, though workers die in the middle', async () => {
  setTime(world, '2027-03-01T12:00:00Z');
  const { tenant, invoiceId } = await anInvoice(world);
  await manyLike(invoiceId);
  const idle = (what: string) =>
    until(
      what,
      async () => {
        const due = await world.admin`
          select 1 from invoicing.ledger where tenant_id = ${tenant} and status in ('waiting', 'running', 'retrying')
            and next_at <= ${world.platform.clock.business().toISOString()} limit 1`;
        return due.length === 0;
      },
      patience_ms,
    );
  await world.client.command(contract.setReminders, { steps: [1, 14] }, asStaff(tenant));
  await idle('each to have its timer');
  // A worker took two hundred of them and died: their leases are over, and nothing was written.
  const lost = await world.admin`
    update invoicing.ledger set status = 'running', lease_token = ${newId()}, next_at = now()
    where (tenant_id, handler, message_id) in (select tenant_id, handler, message_id from invoicing.ledger
      where tenant_id = ${tenant} and handler = 'invoicing.chaseInvoice' and status = 'waiting' limit 200)`;
  expect(lost.count).toBe(200);
  for (const day of ['2027-04-01T08:01:00Z', '2027-04-14T08:01:00Z', '2027-04-30T08:01:00Z']) {
    setTime(world, day);
    await idle(day);
  }
  const told = await world.admin<{ step: number; count: number; distinct: number }[]>`
    select (envelope::json->'payload'->>'step')::int as step, count(*)::int as count,
      count(distinct envelope::json->'payload'->>'invoiceId')::int as distinct
    from invoicing.outbox where tenant_id = ${tenant} and name = 'invoicing.reminderDue' group by 1 order by 1`;
  expect(told.map(({ step, count, distinct }) => [step, count, distinct])).toEqual([
    [1, invoices, invoices],
    [14, invoices, invoices],
  ]);
  setTime(world, 0);
}, 300_000);
