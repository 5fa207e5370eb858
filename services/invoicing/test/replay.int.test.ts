import { invoicing as contract, directory } from '@purser/contracts';
import { newId } from '@purser/message';
import { asStaff, until } from '@purser/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  aCustomer,
  aDraft,
  anInvoice,
  aTenant,
  issue,
  line,
  type Owed,
  openWorld,
  pay,
  payment,
  read,
  reserve,
  type World,
} from './world.ts';

let world: World;
beforeAll(async () => {
  // What is parked is not looked at again by itself within a test: only what it waits for wakes it.
  world = await openWorld({ parkBase_ms: 600_000, parkCap_ms: 600_000 });
});
afterAll(() => world?.stop());

const attempt = ({ invoiceId, customerId }: Owed, attemptId: string) => ({ attemptId, invoiceId, customerId });

/** Everything that invoicing has of a tenant's money, without times. */
async function standing({ tenant }: Pick<Owed, 'tenant'>) {
  const sql = world.admin;
  return {
    invoices:
      await sql`select invoice_id, paid, credited, off_balance, number from invoicing.invoices where tenant_id = ${tenant} order by 1`,
    holds:
      await sql`select attempt_id, amount, ended_at is null as open from invoicing.holds where tenant_id = ${tenant} order by 1`,
    allocations:
      await sql`select payment_id, invoice_id, amount from invoicing.allocations where tenant_id = ${tenant} order by 1`,
    credits: await sql`select source, source_id, amount from invoicing.credits where tenant_id = ${tenant} order by 2`,
    said: await world.said(tenant),
  };
}

test('a payment told twice, as one message and as two, counts once', async () => {
  const owed = await anInvoice(world);
  const told = await pay(world, owed, { amount: 150_00 });
  const once = await standing(owed);
  const id = newId();
  for (const repeat of [id, id, newId()]) {
    await world.tellSucceeded(owed.tenant, told, repeat);
    await world.settled(repeat, 'onPaymentSucceeded');
  }
  expect(await standing(owed)).toEqual(once);
  expect(once.credits).toMatchObject([{ amount: 30_00n }]);
});

test('a payment told many times at the same moment counts once', async () => {
  const owed = await anInvoice(world);
  const told = payment(owed, { amount: 70_00 });
  const ids = Array.from({ length: 10 }, () => newId());
  const tell = () => ids.map((id) => world.tellSucceeded(owed.tenant, told, id));
  // One batch waits for the lock; what comes meanwhile is the next.
  await world.meetOn(owed.invoiceId, tell, { meeting: 1 });
  for (const id of ids) await world.settled(id, 'onPaymentSucceeded');
  expect(await read(world, owed)).toMatchObject({ paid: 70_00, due: 50_00 });
  expect((await world.said(owed.tenant)).map(({ name }) => name)).toEqual([
    'invoiceIssued',
    'paymentAllocated',
    'invoicePartlyPaid',
  ]);
});

test.each([
  ['', false],
  [', and one of an invoice that is not issued among them', true],
])('a crowd of payments, some of them of one invoice%s: each unit settles or is credit', async (_name, withEarly) => {
  const owed = await anInvoice(world);
  const { tenant } = owed;
  const customerId = await aCustomer(world, tenant);
  const others = await Promise.all([1, 2, 3].map(() => aDraft(world, tenant, customerId)));
  const [draft, ...issued] = others;
  for (const invoiceId of issued) await issue(world, tenant, invoiceId);
  const of = (invoiceId: string, amount: number) => payment({ tenant, customerId, invoiceId }, { amount });
  const early = { id: newId(), told: of(draft!, 120_00) };
  const crowd = [
    ...[70_00, 60_00, 60_00].map((amount) => ({ id: newId(), told: payment(owed, { amount }) })),
    ...issued.map((invoiceId, at) => ({ id: newId(), told: of(invoiceId, at === 0 ? 120_00 : 20_00) })),
    ...(withEarly ? [early] : []),
  ];
  // The first waits for the lock; all that comes meanwhile is one batch.
  const tell = () => crowd.map(({ id, told }) => world.tellSucceeded(tenant, told, id));
  await world.meetOn(owed.invoiceId, tell, { meeting: 1 });
  for (const { id } of crowd.filter((one) => one !== early)) await world.settled(id, 'onPaymentSucceeded');
  expect(await read(world, owed)).toMatchObject({ status: 'paid', paid: 120_00, due: 0 });
  const paid = await Promise.all(issued.map((invoiceId) => read(world, { tenant, invoiceId })));
  expect(paid.map(({ paid: sum }) => sum)).toEqual([120_00, 20_00]);
  const { credits, said } = await standing(owed);
  expect(credits.reduce((sum, { amount }) => sum + Number(amount), 0)).toBe(70_00);
  const allocated = said.filter(({ name, invoiceId }) => name === 'paymentAllocated' && invoiceId === owed.invoiceId);
  expect(allocated.map(({ amount }) => amount).reduce((a, b) => a + b, 0)).toBe(120_00);
  const receipts = await world.admin<{ number: string }[]>`
    select number from invoicing.documents where invoice_id = ${owed.invoiceId} and kind = 'receipt' order by number`;
  expect(receipts.map(({ number }) => number.slice(-2))).toEqual(receipts.map((_, at) => `-${at + 1}`));
  if (withEarly) expect((await world.statusOf(early.id, 'onPaymentSucceeded'))?.status).toBe('parked');
});

test('a payment that comes before the invoice is issued waits for it', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const invoiceId = await aDraft(world, tenant, customerId);
  const owed = { tenant, customerId, invoiceId };
  const message = await world.tellSucceeded(tenant, payment(owed));
  await until('parking', async () => (await world.statusOf(message, 'onPaymentSucceeded'))?.status === 'parked');
  expect(await world.statusOf(message, 'onPaymentSucceeded')).toMatchObject({ waits_for: `invoice:${invoiceId}` });
  await issue(world, tenant, invoiceId);
  await world.settled(message, 'onPaymentSucceeded');
  expect(await read(world, owed)).toMatchObject({ status: 'paid', due: 0 });
});

test('an attempt cancelled twice, and before it was reserved, leaves nothing held', async () => {
  const owed = await anInvoice(world);
  const [held, early] = [newId(), newId()];
  await reserve(world, owed, held);
  for (const attemptId of [held, held, early]) {
    await world.settled(await world.tellCancelled(owed.tenant, attempt(owed, attemptId)), 'onAttemptCancelled');
  }
  expect(await read(world, owed)).toMatchObject({ held: 0 });
  await expect(reserve(world, owed, early)).rejects.toMatchObject({ code: 'attempt_ended' });
});

test('a cancelled attempt of an invoice nobody knows is done with', async () => {
  const owed = { tenant: await aTenant(world), customerId: newId(), invoiceId: newId() };
  await world.settled(await world.tellCancelled(owed.tenant, attempt(owed, newId())), 'onAttemptCancelled');
});

test('the tenant and the customer told again, as messages of their own, change nothing', async () => {
  const { tenant, customerId } = await anInvoice(world);
  const before = await standing({ tenant });
  const first = {
    timeZone: 'Asia/Tokyo',
    currency: 'JPY',
    terms_days: 0,
    taxRounding: 'document' as const,
    numberPrefix: 'X-',
  };
  await world.settled(await world.tell(directory.tenantCreated, tenant, first), 'onTenantCreated');
  const again = { customerId, currency: 'JPY', terms_days: 0 };
  await world.settled(await world.tell(directory.customerCreated, tenant, again), 'onCustomerCreated');
  expect(await standing({ tenant })).toEqual(before);
  const next = await aDraft(world, tenant, customerId);
  expect(await issue(world, tenant, next)).toMatchObject({ number: 'NW-0002', currency: 'GBP' });
});

test('a customer that comes before the tenant is known, and a draft that comes between, wait for the tenant', async () => {
  const [tenant, customerId, invoiceId] = [newId(), newId(), newId()];
  await world.settled(
    await world.tell(directory.customerCreated, tenant, { customerId, currency: null, terms_days: null }),
    'onCustomerCreated',
  );
  const draft = { invoiceId, customerId, lines: [line('a', 100)] };
  const outcome = await world.client.send(contract.draftInvoice, draft, asStaff(tenant));
  expect(outcome).toEqual({ status: 'parked', waitsFor: 'tenant' });
  const settings = {
    timeZone: 'Europe/London',
    currency: 'GBP',
    terms_days: 14,
    taxRounding: 'line' as const,
    numberPrefix: '',
  };
  await world.tell(directory.tenantCreated, tenant, settings);
  const made = await until('the draft', () =>
    read(world, { tenant, invoiceId }).catch((error) => error.kind !== 'notFound' && Promise.reject(error)),
  );
  expect(made).toMatchObject({ status: 'draft', terms_days: 14, totals: { total: 120 } });
});

test('changes of a customer end as the last one, in whatever order and however often they are told', async () => {
  const tenant = await aTenant(world);
  const told = [
    { currency: 'EUR', terms_days: 7 },
    { currency: 'USD', terms_days: null },
    { currency: null, terms_days: 3 },
  ];
  for (const order of [
    [0, 1, 2, 0],
    [2, 1, 0, 2],
    [1, 2, 2, 0],
  ]) {
    const customerId = newId();
    for (const step of order) {
      const change = told[step];
      if (!change) throw new Error('there are three changes');
      const at = new Date(Date.UTC(2026, 0, 1 + step));
      const message = await world.tell(directory.customerChanged, tenant, { customerId, ...change }, newId(), at);
      await world.settled(message, 'onCustomerChanged');
    }
    // The first that was told of them comes last, and changes nothing.
    const created = await world.tell(directory.customerCreated, tenant, { customerId, currency: 'JPY', terms_days: 1 });
    await world.settled(created, 'onCustomerCreated');
    const rows = await world.admin`
      select currency, terms_days from invoicing.customers where customer_id = ${customerId}`;
    expect(rows).toEqual([told[2]]);
  }
});

test('whatever the order and the repeats, the same money ends in the same place', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([0, 0, 1, 1, 2, 2, 3, 3], { minLength: 8 }), async (order) => {
      const tenant = await aTenant(world);
      const customerId = await aCustomer(world, tenant);
      const invoiceId = await aDraft(world, tenant, customerId, { lines: [line('a', 100_00)] });
      const owed = { tenant, customerId, invoiceId };
      const payments = [payment(owed, { amount: 50_00 }), payment(owed, { amount: 90_00 })];
      const cancelled = attempt(owed, newId());
      const waits: Promise<unknown>[] = [];
      for (const step of order) {
        const paid = payments[step];
        if (paid) waits.push(world.tellSucceeded(tenant, paid).then((id) => world.settled(id, 'onPaymentSucceeded')));
        else if (step === 2)
          waits.push(world.tellCancelled(tenant, cancelled).then((id) => world.settled(id, 'onAttemptCancelled')));
        else waits.push(world.client.send(contract.issueInvoice, { invoiceId }, { ...asStaff(tenant), key: 'once' }));
      }
      await Promise.all(waits);
      expect(await read(world, owed)).toMatchObject({ status: 'paid', paid: 120_00, due: 0, held: 0 });
      const credit = await world.client.query(contract.getCredit, { customerId }, asStaff(tenant));
      expect(credit.credits).toEqual([{ currency: 'GBP', amount: 20_00 }]);
    }),
    { numRuns: 8 },
  );
});
