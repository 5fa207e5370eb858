import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Client } from '@purser/bus';
import { payments as contract, invoicing } from '@purser/contracts';
import type { Sql } from '@purser/db';
import { newId } from '@purser/message';
import { randomToken } from '@purser/vault';
import { aTenant, type Billing, drafts, until } from '../issue/month.ts';
import { type SignedEvent, signedEvent, stripeId } from './events.ts';
import { clients } from './window.ts';

type Due = { invoiceId: string; attemptId: string; intentId: string; amount: number };
type Addresses = { payments: number; syncEngine: string };

/** Of a round: how many events a second were through, here to the journal and there to its tables. */
export type AppliedRound = {
  ours_per_s: number;
  sync_engine_per_s: number;
  /** How many a second had come so far: taken in, a payment, and settling their invoice. */
  accepted_per_s: number;
  paid_per_s: number;
  settled_per_s: number;
};

/**
 * A month's invoices are issued and each has a payment begun; then Stripe says of each that it was paid. The clock stops here when every
 * one is a payment, settles its invoice and is in the journal; beside it, when the sync engine has written the same events into its
 * tables. Who of the two is first changes with each round.
 */
export async function appliedRound(
  { gateway, sql, secret }: { gateway: Client; sql: Sql; secret: string },
  addresses: Addresses,
  { events, oursFirst }: { events: number; oursFirst: boolean },
): Promise<AppliedRound> {
  const billing = await aTenant(gateway, sql);
  const endpoint = await connect(gateway, billing, secret);
  const due = await billed(gateway, sql, billing, events);
  const at = new Date();
  const told = due.map((one) => signedEvent(secret, at, paidFor(billing, one)));
  const figures = { ours_per_s: 0, sync_engine_per_s: 0, accepted_per_s: 0, paid_per_s: 0, settled_per_s: 0 };
  const ours = async () => {
    const begin = performance.now();
    await deliver(`http://127.0.0.1:${addresses.payments}/webhooks/stripe/${endpoint}`, told);
    figures.accepted_per_s = perSecond(events, begin);
    await until('all is booked', async () => {
      const { paid, settled, booked } = await counted(sql, billing);
      if (paid === events) figures.paid_per_s ||= perSecond(events, begin);
      if (settled === events) figures.settled_per_s ||= perSecond(events, begin);
      return booked === events;
    });
    figures.ours_per_s = perSecond(events, begin);
    await expectSettled(sql, billing, due);
  };
  const theirs = async () => {
    const begin = performance.now();
    await deliver(addresses.syncEngine, told);
    figures.sync_engine_per_s = perSecond(events, begin);
  };
  for (const go of oursFirst ? [ours, theirs] : [theirs, ours]) await go();
  return figures;
}

const perSecond = (events: number, begin: number) => (events * 1000) / (performance.now() - begin);

/** @returns the endpoint that Stripe would post to */
async function connect(gateway: Client, { tenant }: Billing, secret: string): Promise<string> {
  const { endpointId } = await gateway.command(
    contract.configureStripe,
    {
      endpointId: randomUUID(),
      mode: 'test',
      secretKey: `sk_test_${randomToken().replaceAll('-', '_')}`,
      publishableKey: `pk_test_${randomToken().replaceAll('-', '_')}`,
      webhookSecrets: [secret],
    },
    { tenant, actor: { kind: 'service', name: 'gateway' } },
  );
  return endpointId;
}

/** Invoices are issued by a run; of each a payment is begun, as its row and its hold say it. */
async function billed(gateway: Client, sql: Sql, billing: Billing, count: number): Promise<Due[]> {
  const { tenant, staff } = billing;
  await drafts(gateway, sql, billing, count);
  const runId = newId();
  await gateway.command(invoicing.startRun, { runId, kind: 'issue', invoices: { filter: {} } }, staff);
  await until('all is issued and booked', async () => {
    const [row] = await sql<{ n: number }[]>`
      select count(*)::int as n from reporting.entries where tenant_id = ${tenant}`;
    return row?.n === count;
  });
  const invoices = await sql<{ invoiceId: string; total: number }[]>`
    select invoice_id as "invoiceId", total::float8 from invoicing.invoices where tenant_id = ${tenant}`;
  const due = invoices.map(({ invoiceId, total }) => ({
    ...{ invoiceId, attemptId: newId(), intentId: stripeId('pi'), amount: total },
  }));
  const of = <T>(read: (one: Due) => T) => due.map(read);
  const [ids, attempts, intents] = [of((d) => d.invoiceId), of((d) => d.attemptId), of((d) => d.intentId)];
  await sql`
    insert into payments.attempts (tenant_id, attempt_id, invoice_id, customer_id, mode, status, amount, currency, payment_intent_id,
      opened_at, updated_at)
    select i.tenant_id, u.attempt, i.invoice_id, i.customer_id, 'test', 'created', i.total, i.currency, u.intent, now(), now()
    from unnest(${ids}::uuid[], ${attempts}::uuid[], ${intents}::text[]) as u(id, attempt, intent)
      join invoicing.invoices i on i.tenant_id = ${tenant} and i.invoice_id = u.id`;
  await sql`
    insert into invoicing.holds (tenant_id, attempt_id, invoice_id, customer_id, amount, currency, held_at)
    select i.tenant_id, u.attempt, i.invoice_id, i.customer_id, i.total, i.currency, now()
    from unnest(${ids}::uuid[], ${attempts}::uuid[]) as u(id, attempt)
      join invoicing.invoices i on i.tenant_id = ${tenant} and i.invoice_id = u.id`;
  await sql.unsafe('analyze payments.attempts; analyze invoicing.holds; checkpoint');
  return due;
}

const paidFor = ({ tenant }: Billing, { invoiceId, attemptId, intentId, amount }: Due) => ({
  intentId,
  amount,
  metadata: { tenant_id: tenant, invoice_id: invoiceId, attempt_id: attemptId },
});

type Counted = { paid: number; settled: number; booked: number };

async function counted(sql: Sql, { tenant }: Billing): Promise<Counted> {
  const [row] = await sql<[Counted]>`
    select (select count(*)::int from payments.payments where tenant_id = ${tenant}) as paid,
      (select count(*)::int from invoicing.allocations where tenant_id = ${tenant}) as settled,
      (select count(*)::int from reporting.entries where tenant_id = ${tenant} and kind = 'paymentAllocated') as booked`;
  return row;
}

/** @throws Error unless each event is one payment that settles its own invoice whole, and the journal balances at nothing owed */
async function expectSettled(sql: Sql, { tenant }: Billing, due: readonly Due[]): Promise<void> {
  const booked = async () => {
    const [row] = await sql<{ payments: number; settled: number; received: number; balance: string; owed: string }[]>`
      select (select count(*)::int from payments.payments where tenant_id = ${tenant}) as payments,
        (select count(*)::int from invoicing.invoices where tenant_id = ${tenant} and paid = total) as settled,
        (select count(*)::int from reporting.entries where tenant_id = ${tenant} and kind = 'paymentReceived') as received,
        (select sum(amount)::text from reporting.postings where tenant_id = ${tenant}) as balance,
        (select coalesce(sum(amount), 0)::text from reporting.postings
          where tenant_id = ${tenant} and account in ('receivables', 'unappliedCash')) as owed`;
    return row;
  };
  await until('every payment is received in the journal too', async () => (await booked())?.received === due.length);
  const row = await booked();
  const isWhole = row?.payments === due.length && row.settled === due.length && row.balance === '0' && row.owed === '0';
  if (!isWhole) throw new Error(`${due.length} events left ${JSON.stringify(row)}`);
}

/** Posts each event once, over as many connections as Stripe might; @throws Error for one that is not taken. */
async function deliver(address: string, events: readonly SignedEvent[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const left = [...events];
  const client = async () => {
    for (let event = left.pop(); event; event = left.pop()) await post(agent, address, event);
  };
  await Promise.all(Array.from({ length: clients }, client));
  agent.destroy();
}

function post(agent: Agent, address: string, { body, signature }: SignedEvent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'stripe-signature': signature,
    };
    const asked = request(address, { method: 'POST', agent, headers }, (answer) => {
      answer
        .resume()
        .once('end', () =>
          answer.statusCode === 200 ? resolve() : reject(new Error(`an event was answered ${answer.statusCode}`)),
        );
    });
    asked.once('error', reject).end(body);
  });
}
