import { createHash } from 'node:crypto';
import { type Client, createClient } from '@purser/bus';
import { invoicing as contract, directory as directoryContract, payments } from '@purser/contracts';
import { connect, type Tx } from '@purser/db';
import { directory } from '@purser/directory/service';
import type { DocumentModel } from '@purser/document';
import { type Command, type Event, encodeEnvelope, eventSubject, fullName, newId } from '@purser/message';
import type { ServiceDefinition, ServiceParts } from '@purser/service';
import { asService, asStaff, type TestPlatform, testPlatform, until } from '@purser/testing';
import { masterKey, randomToken, wireKeys } from '@purser/vault';
import type { z } from 'zod';
import type { Printing } from '../src/printing.ts';
import { invoicingWith } from '../src/service.ts';

export type Draft = z.input<typeof contract.draftInvoice.input>;
type Settings = z.input<typeof directoryContract.createTenant.input>;
type Line = Draft['lines'][number];
export type Succeeded = z.input<typeof payments.paymentSucceeded.input>;
type Cancelled = z.input<typeof payments.attemptCancelled.input>;

/** What the test platform gives a service for its handlers. */
const connections = 4;

/** A printer that uses no paper: it notes what it was given, and may be told to wait or to fail. */
function testPrinter() {
  const printed: DocumentModel[] = [];
  let wait: Promise<void> = Promise.resolve();
  let jams = 0;
  const print: Printing['print'] = async (_tenant, model) => {
    printed.push(model);
    await wait;
    if (jams-- > 0) throw new Error('paper jam');
    jams = Math.max(jams, 0);
    const hash = createHash('sha256').update(randomToken()).digest('hex');
    return { address: hash, key: randomToken(), size: 1, hash, type: 'application/pdf' };
  };
  return {
    print,
    close: async () => {},
    /** The numbers of what was printed, in order. */
    numbers: () => printed.map(({ number }) => number),
    jam: (times: number) => {
      jams = times;
    },
    /** From now on nothing comes out until the returned function is called. */
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      wait = promise;
      return resolve;
    },
  };
}

export const publicUrl = 'https://bills.example';

/** directory and invoicing at work, and a stand-in for payments that speaks on its subjects. */
export type World = Awaited<ReturnType<typeof openWorld>>;

type Tuning = Parameters<typeof testPlatform>[0]['tuning'];

/** With a printer of its own that uses no paper, unless a test brings the service as it is. */
export async function openWorld(tuning: Tuning = {}, service?: ServiceDefinition) {
  const printer = testPrinter();
  let opened: ServiceParts | undefined;
  const withPrinter = invoicingWith((parts) => {
    opened = parts;
    return printer;
  });
  const env = { PURSER_PUBLIC_URL: publicUrl };
  const platform = await testPlatform({ services: [directory, service ?? withPrinter], tuning, env });
  const transport = platform.broker.transport();
  await transport.ensureStream({
    name: 'evt_payments',
    subjects: ['evt.payments.>'],
    kind: 'log',
    maxAge_ms: 3_600_000,
  });
  const admin = connect({ url: platform.database.adminUrl, max: 2, name: 'test' });
  const asPayments = clientOf(platform, 'payments');
  const asItself = clientOf(platform, 'invoicing');

  const publish = async (spec: Event, tenant: string, payload: unknown, id = newId(), sent?: Date) => {
    const actor = { kind: 'service' as const, name: spec.service };
    const at = (sent ?? platform.clock.business()).toISOString();
    const head = {
      id,
      name: fullName(spec),
      version: spec.version,
      tenant,
      actor,
      at,
      correlation: id,
      causation: null,
    };
    // A stream forgets repeats: each publication has an id of its own there.
    const data = encodeEnvelope({ ...head, payload });
    await transport.publish(eventSubject(spec.service, spec.name), data, { id: newId() });
    return id;
  };
  const statusOf = async (message: string, reaction: string) => {
    const [row] = await admin.sql<{ status: string; waits_for: string | null }[]>`
      select status, waits_for from invoicing.ledger where message_id = ${message} and handler = ${`invoicing.${reaction}`}`;
    return row;
  };
  const settled = (message: string, reaction: string) =>
    until(`${reaction} of ${message}`, async () => (await statusOf(message, reaction))?.status === 'done');

  return {
    platform,
    client: platform.client,
    admin: admin.sql,
    asPayments,
    /** Sends a command as invoicing itself does. */
    asInvoicing: <C extends Command>(spec: C, input: z.input<C['input']>, tenant: string) =>
      asItself.command(spec, input, asService(tenant, 'invoicing')),
    printer,
    /** Destroys what invoicing seals the customer's data with. */
    erase: async (tenant: string, customerId: string) => opened?.vault.destroySubject(tenant, customerId, new Date()),
    /** A transaction of the tenant's, as a handler has it. */
    inTransaction: <T>(tenant: string, work: (tx: Tx) => Promise<T>) => {
      if (!opened) throw new Error('the world brought a service of its own');
      return opened.runtime.tenantTx({ tenant }, work);
    },
    statusOf,
    settled,
    /** Says an event as its service does and returns the message's id, without waiting. */
    tell: <E extends Event>(spec: E, tenant: string, payload: z.input<E['input']>, id?: string, sent?: Date) =>
      publish(spec, tenant, payload, id, sent),
    tellSucceeded: (tenant: string, payment: Succeeded, id?: string) =>
      publish(payments.paymentSucceeded, tenant, payment, id),
    tellCancelled: (tenant: string, attempt: Cancelled, id?: string) =>
      publish(payments.attemptCancelled, tenant, attempt, id),
    /** The payloads of the events that invoicing has said for the tenant, in order; of drafts it says a lot, so only if asked. */
    said: async (tenant: string, { drafts = false } = {}) => {
      const rows = await admin.sql<{ name: string; envelope: string }[]>`
        select name, envelope from invoicing.outbox where tenant_id = ${tenant} and subject like 'evt.%'
          and (${drafts} or name <> 'invoicing.invoiceDrafted') order by seq`;
      return rows.map(({ name, envelope }) => ({
        name: name.replace('invoicing.', ''),
        ...JSON.parse(envelope).payload,
      }));
    },
    /**
     * Holds the row of an invoice, or of a quote, until as many transactions as the service has connections wait for it, so that they meet on
     * it for certain.
     */
    meetOn: async <T>(
      id: string,
      work: () => Promise<T>[],
      { what = 'invoice', meeting = connections }: { what?: 'invoice' | 'quote'; meeting?: number } = {},
    ): Promise<PromiseSettledResult<T>[]> => {
      const begun = await admin.sql.begin(async (sql) => {
        if (what === 'quote') await sql`select 1 from invoicing.quotes where quote_id = ${id} for update`;
        else await sql`select 1 from invoicing.invoices where invoice_id = ${id} for update`;
        const promises = Promise.allSettled(work());
        await until('transactions to meet', async () => {
          const waiting = await admin.sql`
            select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
          return waiting.length === meeting;
        });
        return { promises };
      });
      return begun.promises;
    },
    stop: async () => {
      await admin.close();
      await platform.stop();
    },
  };
}

function clientOf(platform: TestPlatform, service: string): Client {
  const wire = wireKeys([masterKey('w1', Buffer.from(randomToken(), 'base64url'))]);
  const transport = platform.broker.transport();
  return createClient({ service, transport, wire, clock: platform.clock, reply_ms: 20_000 });
}

const vat = { id: 'vat20', name: 'VAT', percent: '20', inclusive: false };

export function line(id: string, unitAmount: number, more: Partial<Line> = {}): Line {
  return { id, description: `Work ${id}`, quantity: '1', unitAmount, taxes: [vat], ...more };
}

/** A tenant whose settings have reached invoicing. */
export async function aTenant(world: World, more: Partial<Settings> = {}): Promise<string> {
  const tenant = newId();
  const settings: Settings = {
    name: 'Northwind IT',
    timeZone: 'Europe/London',
    currency: 'GBP',
    terms_days: 30,
    taxRounding: 'line',
    numberPrefix: 'NW-',
    ...more,
  };
  await world.client.command(directoryContract.createTenant, settings, asService(tenant, 'gateway'));
  await until('the tenant', async () => {
    const rows = await world.admin`select 1 from invoicing.number_series where tenant_id = ${tenant}`;
    return rows.length === 3;
  });
  return tenant;
}

/** A customer that has reached invoicing. */
export async function aCustomer(
  world: World,
  tenant: string,
  more: Partial<z.input<typeof directoryContract.createCustomer.input>> = {},
): Promise<string> {
  const customerId = newId();
  const input = { customerId, name: 'Ada Ltd', email: 'ada@example.com', ...more };
  await world.client.command(directoryContract.createCustomer, input, asStaff(tenant));
  await until('the customer', async () => {
    const rows = await world.admin`select 1 from invoicing.customers where customer_id = ${customerId}`;
    return rows.length === 1;
  });
  return customerId;
}

/** A draft of 120.00: 100.00 and 20% VAT, unless told otherwise. */
export async function aDraft(
  world: World,
  tenant: string,
  customerId: string,
  more: Partial<Draft> = {},
): Promise<string> {
  const invoiceId = newId();
  const draft = { invoiceId, customerId, lines: [line('a', 100_00)], ...more };
  await world.client.command(contract.draftInvoice, draft, asStaff(tenant));
  return invoiceId;
}

type Issuing = Omit<z.input<typeof contract.issueInvoice.input>, 'invoiceId'>;

export function issue(world: World, tenant: string, invoiceId: string, more: Issuing = {}) {
  return world.client.command(contract.issueInvoice, { invoiceId, ...more }, asStaff(tenant));
}

export type Owed = { tenant: string; customerId: string; invoiceId: string };

/** An open invoice of 120.00 with a tenant and a customer of its own. */
export async function anInvoice(world: World, more: Partial<Draft> = {}): Promise<Owed> {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const invoiceId = await aDraft(world, tenant, customerId, more);
  await issue(world, tenant, invoiceId);
  return { tenant, customerId, invoiceId };
}

export function read(world: World, { tenant, invoiceId }: Pick<Owed, 'tenant' | 'invoiceId'>) {
  return world.client.query(contract.getInvoice, { invoiceId }, asStaff(tenant));
}

/** Reserves as payments does. */
export function reserve(
  world: World,
  owed: Owed,
  attemptId: string,
  amount: number | null = null,
  customerId: string | null = null,
) {
  const input = { invoiceId: owed.invoiceId, attemptId, amount, customerId };
  return world.asPayments.command(contract.reservePayment, input, asService(owed.tenant, 'payments'));
}

export function payment({ customerId, invoiceId }: Owed, more: Partial<Succeeded> = {}): Succeeded {
  return {
    attemptId: newId(),
    paymentId: newId(),
    invoiceId,
    customerId,
    amount: 120_00,
    currency: 'GBP',
    receivedAt: new Date().toISOString(),
    paymentIntentId: 'pi_1',
    chargeId: 'ch_1',
    ...more,
  };
}

/** Tells of a payment and waits until it counts. */
export async function pay(world: World, owed: Owed, more: Partial<Succeeded> = {}): Promise<Succeeded> {
  const told = payment(owed, more);
  await world.settled(await world.tellSucceeded(owed.tenant, told), 'onPaymentSucceeded');
  return told;
}

type Recorded = z.input<typeof contract.recordPayment.input>;

/** Money that staff wrote down: 120.00 by bank transfer today, unless told otherwise. */
export function record(
  world: World,
  { tenant, invoiceId }: Pick<Owed, 'tenant' | 'invoiceId'>,
  more: Partial<Recorded> = {},
) {
  const receivedOn = world.platform.clock.business().toISOString().slice(0, 10);
  const input: Recorded = {
    paymentId: newId(),
    invoiceId,
    amount: 120_00,
    method: 'bankTransfer',
    receivedOn,
    ...more,
  };
  return world.client.command(contract.recordPayment, input, asStaff(tenant));
}

/** A frozen document as staff read it. */
export function readDocument(world: World, tenant: string, documentId: string) {
  return world.client.query(contract.getDocument, { documentId }, asStaff(tenant));
}

/** Sets the business clock, for the test at hand; 0 puts it back. */
export function setTime(world: World, instant: string | 0) {
  world.platform.clock.setOffset(instant === 0 ? 0 : Date.parse(instant) - Date.now());
}

/** Moves the clock and waits until every timer that is due by then has been dealt with, and what followed from it. */
export async function moveTo(world: World, tenant: string, instant: string): Promise<void> {
  setTime(world, instant);
  await until(`the timers up to ${instant}`, async () => {
    const due = await world.admin`
      select 1 from invoicing.ledger where tenant_id = ${tenant} and status in ('waiting', 'running', 'retrying')
        and next_at <= ${world.platform.clock.business().toISOString()}`;
    return due.length === 0;
  });
  await world.platform.quiet();
}
