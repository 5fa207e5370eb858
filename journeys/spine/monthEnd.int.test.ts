import type { Client } from '@purser/bus';
import { invoicing } from '@purser/contracts';
import { type Connection, connect } from '@purser/db';
import { isFault } from '@purser/fault';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Program } from '../bench/children.ts';
import { deadMailServer } from '../bench/issue/ended.ts';
import { aTenant, type Billing, customers, drafts } from '../bench/issue/month.ts';
import { openStack, type Stack } from '../bench/stack.ts';

const size = 1000;
/** How far the run has come when the process that does it is killed, somewhere in the next batch. */
const killAfter = [100, 400, 800];
const patience_ms = 180_000;
const fast = { PURSER_PROFILE: 'fast' };

/** Each service in a process of its own, so that invoicing can be killed alone. */
let stack: Stack;
let client: Client;
let owner: Connection;
let mail: Awaited<ReturnType<typeof deadMailServer>>;
let atWork: Program;
beforeAll(async () => {
  stack = await openStack();
  owner = connect({ url: stack.adminUrl, max: 2, name: 'month end' });
  mail = await deadMailServer();
  await stack.service('directory', fast);
  atWork = await stack.service('invoicing', fast);
  await stack.service('reporting', fast);
  await stack.service('notifications', { ...fast, ...mail.env });
  client = await stack.gateway();
}, 120_000);
afterAll(async () => {
  mail?.close();
  await owner?.close();
  await stack?.stop();
});

/** Asks again under the same id until there is an answer, as the gateway does for people. */
async function insist<T>(ask: (id: string) => Promise<T>): Promise<T> {
  const id = newId();
  return until(
    'an answer',
    () =>
      ask(id).catch((error) => {
        if (isFault(error) && error.passing) return undefined;
        throw error;
      }),
    patience_ms,
  );
}

/** Issues one draft after the other by hand. @returns the ids in the order in which they were issued */
async function issueByHand(billing: Billing, customerId: string, isOver: () => boolean): Promise<string[]> {
  const issued: string[] = [];
  while (!isOver()) {
    const invoiceId = newId();
    const lines = [{ id: 'l1', description: 'By hand', quantity: '1', unitAmount: 1000, taxes: [] }];
    await insist((id) =>
      client.command(invoicing.draftInvoice, { invoiceId, customerId, lines }, { ...billing.staff, id }),
    );
    await insist((id) => client.command(invoicing.issueInvoice, { invoiceId }, { ...billing.staff, id }));
    issued.push(invoiceId);
  }
  return issued;
}

const runOf = async (runId: string) => {
  const [run] = await owner.sql<{ state: string; reached: number; refused: number }[]>`
    select state, reached, refused from invoicing.runs where run_id = ${runId}`;
  return run;
};

/** Kills invoicing in the middle of the run, again and again, and starts it again. @returns how far it had come each time */
async function killInTheMiddle(runId: string): Promise<number[]> {
  const seen: number[] = [];
  for (const [i, after] of killAfter.entries()) {
    await until(`${after} are done`, async () => ((await runOf(runId))?.reached ?? 0) >= after, patience_ms);
    // Each time elsewhere in a batch.
    await new Promise((resolve) => setTimeout(resolve, i * 25));
    await atWork.kill();
    seen.push((await runOf(runId))?.reached ?? 0);
    atWork = await stack.service('invoicing', fast);
  }
  return seen;
}

/** What is known of a tenant's invoices, wherever it is kept. */
async function kept(tenant: string) {
  const [row] = await owner.sql<Record<string, number | string>[]>`
    select
      (select count(*)::int from invoicing.invoices where tenant_id = ${tenant} and number is not null) as issued,
      (select count(*)::int from invoicing.invoices where tenant_id = ${tenant} and number is null) as drafts,
      (select count(*)::int from invoicing.documents where tenant_id = ${tenant}) as documents,
      (select count(*)::int from invoicing.outbox where tenant_id = ${tenant} and name = 'invoicing.invoiceIssued') as events,
      (select count(distinct envelope::json->'payload'->>'invoiceId')::int from invoicing.outbox
        where tenant_id = ${tenant} and name = 'invoicing.invoiceIssued') as told,
      (select count(*)::int from reporting.entries where tenant_id = ${tenant}) as entries,
      (select sum(amount)::text from reporting.postings where tenant_id = ${tenant}) as balance,
      (select sum(amount)::text from reporting.postings where tenant_id = ${tenant} and account = 'receivables') as receivables,
      (select sum(total)::text from invoicing.invoices where tenant_id = ${tenant} and number is not null) as owed,
      (select count(*)::int from notifications.mails where tenant_id = ${tenant}) as mails,
      (select count(distinct source_id)::int from notifications.mails where tenant_id = ${tenant} and kind = 'invoiceIssued') as mailed`;
  return row;
}

async function triedMails(tenant: string): Promise<number> {
  const [row] = await owner.sql<{ tried: number }[]>`
    select count(*)::int as tried from notifications.mails where tenant_id = ${tenant} and attempts > 0`;
  return row?.tried ?? 0;
}

/** When the mails that wait for their time are to go out, in turn. */
async function waitingMails(tenant: string): Promise<number[]> {
  const rows = await owner.sql<{ at: string }[]>`
    select next_at as at from notifications.ledger
    where tenant_id = ${tenant} and handler like '%sendMail%' and status = 'waiting' order by next_at`;
  return rows.map(({ at }) => new Date(at).getTime());
}

async function numbers(tenant: string): Promise<number[]> {
  const rows = await owner.sql<{ number: string }[]>`
    select number from invoicing.invoices where tenant_id = ${tenant} and number is not null order by number`;
  return rows.map(({ number }) => Number(number.slice('NW-'.length)));
}

const oneEach = (count: number) => ({
  issued: count,
  drafts: 0,
  documents: count,
  events: count,
  told: count,
  entries: count,
  balance: '0',
  mails: count,
  mailed: count,
});
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

test('a month of a thousand invoices goes out while invoicing is killed again and again, each once, and the neighbour is served', async () => {
  const [billing, neighbour] = [await aTenant(client, owner.sql), await aTenant(client, owner.sql)];
  await drafts(client, owner.sql, billing, size);
  const [theirs = ''] = await customers(client, owner.sql, neighbour, 1);
  const runId = newId();
  const began = Date.now();
  await client.command(invoicing.startRun, { runId, kind: 'issue', invoices: { filter: {} } }, billing.staff);
  let over = false;
  const byHand = issueByHand(neighbour, theirs, () => over);
  const reached = await killInTheMiddle(runId);
  const run = await until(
    'the run to end',
    async () => {
      const now = await runOf(runId);
      return now?.state === 'done' && now;
    },
    patience_ms,
  );
  over = true;
  const issued = await byHand;
  // It died in the middle, every time further on.
  expect(reached).toEqual([...new Set(reached)].toSorted((a, b) => a - b));
  expect(reached.at(-1)).toBeLessThan(size);
  expect(run).toEqual({ state: 'done', reached: size, refused: 0 });
  for (const [{ tenant }, count] of [
    [billing, size],
    [neighbour, issued.length],
  ] as const) {
    await until(
      'all is booked and every mail planned',
      async () => {
        const now = await kept(tenant);
        return now?.entries === count && now.mails === count;
      },
      patience_ms,
    );
    const all = await kept(tenant);
    expect(all).toMatchObject(oneEach(count));
    expect(all?.receivables).toBe(all?.owed);
    expect((await numbers(tenant)).toSorted((a, b) => a - b)).toEqual(upTo(count));
  }
  // Their mails took turns, and the neighbour's did not wait.
  const inTurn = await waitingMails(billing.tenant);
  expect(inTurn.length).toBeGreaterThan(size / 2);
  expect(inTurn.at(-1)).toBeGreaterThan(began + (size - 25) * 200);
  const perSecond = Map.groupBy(inTurn, (at) => Math.floor(at / 1000));
  for (const each of perSecond.values()) expect(each.length).toBeLessThanOrEqual(6);
  await until('what was issued by hand to go out', async () => (await triedMails(neighbour.tenant)) === issued.length);
  // Served all along, not only at the end.
  expect(issued.length).toBeGreaterThan(killAfter.length);
}, 300_000);
