import type { Client } from '@purser/bus';
import { invoicing } from '@purser/contracts';
import { connect, type Sql } from '@purser/db';
import { newId } from '@purser/message';
import { median, percentile } from '../figures.ts';
import { machine } from '../machine.ts';
import { durability, openStack, type Stack } from '../stack.ts';
import { insertAgain } from './bare.ts';
import { deadMailServer, expectWhole } from './ended.ts';
import { aDraft, aTenant, type Billing, customers, drafts, until } from './month.ts';

/** Invoices that the neighbour issues by hand: alone, and while another tenant's run is at work. */
const byHand = 60;

export type IssueOptions = { sizes: readonly number[]; rounds: number };

export async function benchIssue(note: (line: string) => void, options: IssueOptions) {
  const stack = await openStack();
  const { sql, close } = connect({ url: stack.adminUrl, max: 2, name: 'bench' });
  const mail = await deadMailServer();
  try {
    return await measure(stack, sql, mail.env, note, options);
  } finally {
    mail.close();
    await close();
    await stack.stop();
  }
}

export type IssueFigures = Awaited<ReturnType<typeof benchIssue>>;

type Round = { size: number; per_s: number; run_ms: number; drained_ms: number; bare_per_s: number };

async function measure(
  stack: Stack,
  sql: Sql,
  mail: Record<string, string>,
  note: (line: string) => void,
  { sizes, rounds }: IssueOptions,
) {
  const settings = await durability(stack.adminUrl);
  await stack.service('directory');
  await stack.service('invoicing');
  await stack.service('reporting');
  await stack.service('notifications', mail);
  // Preparing a month may keep a busy machine; what is measured does not wait for it.
  const gateway = await stack.gateway(60_000);
  const neighbour = await aTenant(gateway, sql);
  const [theirs = ''] = await customers(gateway, sql, neighbour, 1);
  await issueByHand(gateway, neighbour, theirs, () => false);
  const alone = await issueByHand(gateway, neighbour, theirs, () => false);
  const seen: Round[] = [];
  const meanwhile: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const size of sizes) {
      const billing = await aTenant(gateway, sql);
      await drafts(gateway, sql, billing, size);
      await sql.unsafe('checkpoint');
      const { run_ms, drained_ms, times } = await issueAll(gateway, sql, billing, size, () =>
        size === sizes.at(-1) ? neighbour : undefined,
      )(theirs);
      meanwhile.push(...times);
      await expectWhole(sql, billing, size);
      const bare = await insertAgain(sql, billing.tenant);
      const figures = {
        size,
        per_s: (size * 1000) / drained_ms,
        run_ms,
        drained_ms,
        bare_per_s: (size * 1000) / bare.took_ms,
      };
      seen.push(figures);
      note(
        `${size} invoices: issued in ${(run_ms / 1000).toFixed(1)} s, booked and mails planned in ${(drained_ms / 1000).toFixed(1)} s, ` +
          `${figures.per_s.toFixed(0)}/s; plain inserts of the same ${(bare.bytes / size / 1024).toFixed(1)} KB each ${figures.bare_per_s.toFixed(0)}/s`,
      );
    }
  }
  const of = (size: number | undefined) => seen.filter((each) => each.size === size);
  const cost = (size: number | undefined) => median(of(size).map(({ size: n, drained_ms }) => drained_ms / n));
  return {
    growth: cost(sizes.at(-1)) / cost(sizes[0]),
    ratio: median(of(sizes.at(-1)).map(({ per_s, bare_per_s }) => per_s / bare_per_s)),
    neighbour_ms: percentile(meanwhile, 0.95),
    neighbour_alone_ms: percentile(alone, 0.95),
    neighbour_ratio: percentile(meanwhile, 0.95) / percentile(alone, 0.95),
    sizes: sizes.map((size) => ({
      size,
      per_s: median(of(size).map(({ per_s }) => per_s)),
      bare_per_s: median(of(size).map(({ bare_per_s }) => bare_per_s)),
      ms_per_invoice: cost(size),
    })),
    rounds,
    settings,
    machine: machine(),
  };
}

/** One run over all drafts, until every event of it is booked and its mail planned; a neighbour issues by hand meanwhile. */
function issueAll(
  gateway: Client,
  sql: Sql,
  { tenant, staff }: Billing,
  size: number,
  neighbourOf: () => Billing | undefined,
) {
  return async (customerId: string) => {
    const runId = newId();
    const begin = performance.now();
    let over = false;
    await gateway.command(invoicing.startRun, { runId, kind: 'issue', invoices: { filter: {} } }, staff);
    const neighbour = neighbourOf();
    const times = neighbour ? issueByHand(gateway, neighbour, customerId, () => over) : Promise.resolve([]);
    await until('the run has ended', async () => {
      const [row] = await sql<{ state: string }[]>`select state from invoicing.runs where run_id = ${runId}`;
      return row?.state === 'done';
    });
    const run_ms = performance.now() - begin;
    await until('all is booked and every mail planned', async () => {
      const [row] = await sql<{ booked: number; planned: number }[]>`
        select (select count(*)::int from reporting.entries where tenant_id = ${tenant}) as booked,
          (select count(*)::int from notifications.mails where tenant_id = ${tenant}) as planned`;
      return row?.booked === size && row.planned === size;
    });
    const drained_ms = performance.now() - begin;
    over = true;
    return { run_ms, drained_ms, times: await times };
  };
}

/** Issues one after the other, each a draft of its own. @returns how long each took, milliseconds */
async function issueByHand(
  gateway: Client,
  billing: Billing,
  customerId: string,
  isOver: () => boolean,
): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < byHand && !isOver(); i += 1) {
    const invoiceId = await aDraft(gateway, billing, customerId);
    const begin = performance.now();
    await gateway.command(invoicing.issueInvoice, { invoiceId, send: false }, billing.staff);
    times.push(performance.now() - begin);
  }
  return times;
}
