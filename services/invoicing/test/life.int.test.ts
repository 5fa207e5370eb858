import { invoicing as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asCustomer, asStaff } from '@purser/testing';
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
  read,
  record,
  reserve,
  type World,
} from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

type Crediting = Partial<Parameters<typeof world.client.command<typeof contract.creditInvoice>>[1]>;
const apply = ({ tenant, invoiceId }: Owed, amount?: number, applicationId = newId()) =>
  world.client.command(contract.applyCredit, { applicationId, invoiceId, amount }, asStaff(tenant));
const writeOff = ({ tenant, invoiceId }: Owed, reason = 'They are bankrupt') =>
  world.client.command(contract.writeOffInvoice, { invoiceId, reason }, asStaff(tenant));
const reopen = ({ tenant, invoiceId }: Owed) =>
  world.client.command(contract.reopenInvoice, { invoiceId }, asStaff(tenant));
const voiding = ({ tenant, invoiceId }: Owed) =>
  world.client.command(contract.voidInvoice, { invoiceId, reason: 'x' }, asStaff(tenant));
const credit = ({ tenant, invoiceId }: Owed, more: Crediting = {}) =>
  world.client.command(
    contract.creditInvoice,
    { creditNoteId: newId(), invoiceId, reason: 'Agreed', ...more },
    asStaff(tenant),
  );
const timeline = async ({ invoiceId }: Owed, as: ReturnType<typeof asStaff>) =>
  (await world.client.query(contract.getTimeline, { invoiceId }, as)).entries;
const creditOf = async ({ tenant, customerId }: Owed) =>
  (await world.client.query(contract.getCredit, { customerId }, asStaff(tenant))).credits;
const names = async ({ tenant }: Owed) => (await world.said(tenant)).map(({ name }) => name);

async function another({ tenant, customerId }: Owed, unitAmount = 100_00): Promise<Owed> {
  const invoiceId = await aDraft(world, tenant, customerId, { lines: [line('a', unitAmount)] });
  await issue(world, tenant, invoiceId, { applyCredit: false });
  return { tenant, customerId, invoiceId };
}

/** An invoice that is paid, and so much credit besides. */
async function withCredit(amount: number): Promise<Owed> {
  const owed = await anInvoice(world);
  await record(world, owed, { amount: 120_00 + amount });
  return owed;
}

test('credit settles an invoice of its customer, as far as it goes, and says so', async () => {
  const rich = await withCredit(50_00);
  const owed = await another(rich);
  expect(await apply(owed)).toMatchObject({ applied: 50_00, due: 70_00, status: 'partlyPaid' });
  expect(await read(world, owed)).toMatchObject({ status: 'partlyPaid', paid: 0, creditApplied: 50_00, due: 70_00 });
  expect(await creditOf(owed)).toEqual([]);
  expect((await world.said(owed.tenant)).slice(-2)).toMatchObject([
    { name: 'creditApplied', amount: 50_00, due: 70_00 },
    { name: 'invoicePartlyPaid', due: 70_00 },
  ]);
  await expect(apply(owed)).rejects.toMatchObject({ kind: 'rejected', code: 'no_credit' });
  await record(world, owed, { amount: 70_00 });
  expect(await read(world, owed)).toMatchObject({ status: 'paid', due: 0 });
  await expect(voiding(owed)).rejects.toMatchObject({ code: 'invoice_has_payments' });
});

test('more credit than there is, or than is due, is refused with what would go', async () => {
  const rich = await withCredit(50_00);
  const owed = await another(rich);
  await expect(apply(owed, 50_01)).rejects.toMatchObject({
    code: 'amount_exceeds_credit',
    errors: [{ path: 'amount' }],
  });
  await expect(apply(owed, 120_01)).rejects.toMatchObject({ code: 'amount_exceeds_due' });
  await expect(apply(rich, 1)).rejects.toMatchObject({ code: 'nothing_due' });
  expect(await apply(owed, 20_00)).toMatchObject({ applied: 20_00, due: 100_00 });
  expect(await creditOf(owed)).toEqual([{ currency: 'GBP', amount: 30_00 }]);
});

test('the same credit applied to many invoices at once is spent once', async () => {
  const rich = await withCredit(100_00);
  const invoices = await Promise.all(Array.from({ length: 8 }, () => another(rich)));
  const outcomes = await Promise.allSettled(invoices.map((owed) => apply(owed, 40_00)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  expect(await creditOf(rich)).toEqual([{ currency: 'GBP', amount: 20_00 }]);
  const read = await world.admin<{ applied: number }[]>`
    select sum(credit_applied)::int as applied from invoicing.invoices where tenant_id = ${rich.tenant}`;
  expect(read[0]?.applied).toBe(80_00);
});

test('the same credit applied to one invoice many times at once never settles more than is due', async () => {
  const rich = await withCredit(500_00);
  const owed = await another(rich);
  const outcomes = await world.meetOn(owed.invoiceId, () => Array.from({ length: 8 }, () => apply(owed, 50_00)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  expect(await read(world, owed)).toMatchObject({ creditApplied: 100_00, due: 20_00 });
  expect(await creditOf(rich)).toEqual([{ currency: 'GBP', amount: 400_00 }]);
});

test('asked twice under one id, credit is applied once', async () => {
  const rich = await withCredit(50_00);
  const owed = await another(rich);
  const applicationId = newId();
  await apply(owed, 10_00, applicationId);
  await expect(apply(owed, 10_00, applicationId)).rejects.toMatchObject({
    kind: 'conflict',
    code: 'application_exists',
  });
  expect(await creditOf(rich)).toEqual([{ currency: 'GBP', amount: 40_00 }]);
});

test('credit settles nothing of another customer, of another currency, or of another tenant', async () => {
  const rich = await withCredit(50_00);
  const bob = await aCustomer(world, rich.tenant);
  const bobs = await another({ ...rich, customerId: bob });
  await expect(apply(bobs)).rejects.toMatchObject({ code: 'no_credit' });
  const draft = { lines: [line('a', 100_00)], currency: 'EUR' };
  const inEuro = { ...rich, invoiceId: await aDraft(world, rich.tenant, rich.customerId, draft) };
  await expect(apply(inEuro)).rejects.toMatchObject({ code: 'invoice_draft' });
  await issue(world, rich.tenant, inEuro.invoiceId);
  await expect(apply(inEuro)).rejects.toMatchObject({ code: 'no_credit' });
  const elsewhere = { ...(await another(rich)), tenant: await aTenant(world) };
  for (const act of [apply, writeOff, reopen])
    await expect(act(elsewhere)).rejects.toMatchObject({ kind: 'notFound', code: 'invoice_not_found' });
  const applyAs = world.client.command(
    contract.applyCredit,
    { applicationId: newId(), invoiceId: rich.invoiceId },
    asCustomer(rich.tenant, rich.customerId),
  );
  await expect(applyAs).rejects.toMatchObject({ kind: 'denied' });
});

test('while a payment is under way, no credit is applied and nothing is written off', async () => {
  const rich = await withCredit(50_00);
  const owed = await another(rich);
  await reserve(world, owed, newId());
  await expect(apply(owed)).rejects.toMatchObject({ code: 'payment_in_progress' });
  await expect(writeOff(owed)).rejects.toMatchObject({ code: 'payment_in_progress' });
});

test('what credit settled comes back as credit when the invoice is credited', async () => {
  const rich = await withCredit(50_00);
  const owed = await another(rich);
  await apply(owed);
  expect(await credit(owed)).toMatchObject({ total: 120_00, offBalance: 70_00, toCredit: 50_00 });
  expect(await creditOf(owed)).toEqual([{ currency: 'GBP', amount: 50_00 }]);
  expect(await read(world, owed)).toMatchObject({ status: 'paid', due: 0 });
});

test('an invoice that nobody expects to be paid is uncollectible, and out of what is owed', async () => {
  const owed = await anInvoice(world);
  await pay(world, owed, { amount: 20_00 });
  expect(await writeOff(owed)).toEqual({ invoiceId: owed.invoiceId, writtenOff: 100_00, status: 'uncollectible' });
  expect(await read(world, owed)).toMatchObject({ status: 'uncollectible', paid: 20_00, writtenOff: 100_00, due: 0 });
  expect((await world.said(owed.tenant)).at(-1)).toMatchObject({ name: 'invoiceWrittenOff', amount: 100_00 });
  const staff = asStaff(owed.tenant);
  const { invoices } = await world.client.query(contract.listInvoices, { status: 'uncollectible' }, staff);
  expect(invoices.map(({ invoiceId }) => invoiceId)).toEqual([owed.invoiceId]);
  const { currencies } = await world.client.query(contract.getReceivables, {}, staff);
  expect(currencies).toMatchObject([{ currency: 'GBP', outstanding: 0, outstandingCount: 0 }]);
  for (const act of [writeOff, credit, apply])
    await expect(act(owed)).rejects.toMatchObject({ code: 'invoice_written_off' });
  await expect(voiding(owed)).rejects.toMatchObject({ code: 'invoice_has_payments' });
});

test('a customer is not told that their debt was written off, and can pay it', async () => {
  const owed = await anInvoice(world);
  await writeOff(owed);
  const customer = asCustomer(owed.tenant, owed.customerId);
  const seen = await world.client.query(contract.getInvoice, { invoiceId: owed.invoiceId }, customer);
  expect(seen).toMatchObject({ status: 'open', due: 120_00, writtenOff: 0 });
  expect((await timeline(owed, customer)).map(({ what }) => what)).toEqual(['issued']);
  expect(await reserve(world, owed, newId())).toMatchObject({ amount: 120_00 });
});

test('money that comes after a write-off takes it back, as much as came', async () => {
  const owed = await anInvoice(world);
  await writeOff(owed);
  expect(await record(world, owed, { amount: 30_00 })).toMatchObject({
    allocated: 30_00,
    credit: 0,
    status: 'uncollectible',
  });
  expect(await read(world, owed)).toMatchObject({ status: 'uncollectible', paid: 30_00, writtenOff: 90_00, due: 0 });
  await pay(world, owed, { amount: 100_00 });
  expect(await read(world, owed)).toMatchObject({ status: 'paid', paid: 120_00, writtenOff: 0, due: 0 });
  expect(await creditOf(owed)).toEqual([{ currency: 'GBP', amount: 10_00 }]);
  const told = (await world.said(owed.tenant)).filter(({ name }) => name === 'writeOffReversed');
  expect(told).toMatchObject([
    { amount: 30_00, cause: 'recovered' },
    { amount: 90_00, cause: 'recovered' },
  ]);
});

test('a write-off can be taken back, and then written off again', async () => {
  const owed = await anInvoice(world);
  await expect(reopen(owed)).rejects.toMatchObject({ code: 'not_written_off' });
  await writeOff(owed);
  expect(await reopen(owed)).toMatchObject({ due: 120_00, status: 'open' });
  // It is chased again.
  const timers =
    await world.admin`select 1 from invoicing.chases where invoice_id = ${owed.invoiceId} and timer is not null`;
  expect(timers).toHaveLength(1);
  await writeOff(owed);
  await reopen(owed);
  await voiding(owed);
  for (const act of [writeOff, apply]) await expect(act(owed)).rejects.toMatchObject({ code: 'invoice_void' });
  expect((await names(owed)).filter((name) => name.startsWith('writeOff') || name === 'invoiceWrittenOff')).toEqual([
    'invoiceWrittenOff',
    'writeOffReversed',
    'invoiceWrittenOff',
    'writeOffReversed',
  ]);
});

test('what can neither be written off nor voided: a draft, and what is paid', async () => {
  const owed = await anInvoice(world);
  const draft = { ...owed, invoiceId: await aDraft(world, owed.tenant, owed.customerId) };
  await expect(writeOff(draft)).rejects.toMatchObject({ code: 'invoice_draft' });
  await pay(world, owed);
  await expect(writeOff(owed)).rejects.toMatchObject({ code: 'nothing_due' });
  await expect(voiding(owed)).rejects.toMatchObject({ code: 'invoice_has_payments' });
});

test('a credit note by quantity and by amount comes to what the invoice says they are worth', async () => {
  const owed = await anInvoice(world, { lines: [line('a', 10_00, { quantity: '3' }), line('b', 50_00)] });
  expect(await credit(owed, { lines: [{ lineId: 'a', quantity: '1' }] })).toMatchObject({ total: 12_00 });
  expect(await credit(owed, { amount: 30_00 })).toMatchObject({ total: 30_00 });
  await expect(credit(owed, { amount: 54_01 })).rejects.toMatchObject({ code: 'credit_exceeds_invoice' });
  await expect(credit(owed, { lines: [{ lineId: 'a', quantity: '3' }] })).rejects.toMatchObject({
    code: 'credit_exceeds_invoice',
  });
  await expect(credit(owed, { lines: [{ lineId: 'a', quantity: '0' }] })).rejects.toMatchObject({ kind: 'invalid' });
  await expect(credit(owed, { amount: 1, lines: [{ lineId: 'a', amount: 1 }] })).rejects.toMatchObject({
    kind: 'invalid',
    errors: [{ path: 'amount' }],
  });
  expect(await credit(owed)).toMatchObject({ total: 54_00 });
  expect(await read(world, owed)).toMatchObject({ credited: 96_00, due: 0 });
});

test('the value of a credit note goes off the balance, to credit, or is asked back as far as it came as money', async () => {
  const owed = await anInvoice(world);
  await pay(world, owed, { amount: 100_00 });
  await expect(credit(owed, { amount: 20_01, to: 'balance' })).rejects.toMatchObject({ code: 'credit_exceeds_due' });
  await expect(credit(owed, { amount: 20_00, to: 'refund' })).rejects.toMatchObject({ code: 'nothing_to_refund' });
  expect(await credit(owed, { amount: 20_00, to: 'balance' })).toMatchObject({ offBalance: 20_00, toCredit: 0 });
  const back = await credit(owed, { amount: 60_00, to: 'refund' });
  expect(back).toMatchObject({ offBalance: 0, toCredit: 60_00, refundAsked: 60_00 });
  expect(await creditOf(owed)).toEqual([]);
  expect(await credit(owed, { amount: 30_00, to: 'credit' })).toMatchObject({ toCredit: 30_00, refundAsked: 0 });
  expect(await creditOf(owed)).toEqual([{ currency: 'GBP', amount: 30_00 }]);
  const { creditNotes } = await read(world, owed);
  expect(creditNotes.map(({ total, refundAsked }) => [total, refundAsked])).toEqual([
    [20_00, 0],
    [60_00, 60_00],
    [30_00, 0],
  ]);
  expect((await world.said(owed.tenant)).filter(({ name }) => name === 'refundAsked')).toMatchObject([
    { amount: 60_00, creditNoteId: back.creditNoteId },
  ]);
});

test('the balance is always what came in less what went out', async () => {
  const rich = await withCredit(50_00);
  const owed = await another(rich);
  await Promise.allSettled([apply(owed, 10_00), apply(owed, 15_00), record(world, owed, { amount: 200_00 })]);
  await credit(owed, { to: 'refund' });
  const [row] = await world.admin<{ balance: number; reckoned: number }[]>`
    select b.balance::int as balance, (
      (select sum(amount) from invoicing.credits c where c.customer_id = b.customer_id)
      - (select coalesce(sum(amount), 0) from invoicing.credit_applications a where a.customer_id = b.customer_id)
      - (select coalesce(sum(amount), 0) from invoicing.refunds_asked r where r.customer_id = b.customer_id))::int as reckoned
    from invoicing.credit_balances b where b.tenant_id = ${rich.tenant}`;
  expect(row?.balance).toBe(row?.reckoned);
});

test('a note of staff stands on the timeline word for word, sealed, and no customer sees it', async () => {
  const owed = await anInvoice(world);
  const text = '<script>alert(1)</script> called, will pay on Friday';
  await world.client.command(contract.addNote, { invoiceId: owed.invoiceId, text }, asStaff(owed.tenant));
  await writeOff(owed, 'Gave up');
  const told = await timeline(owed, asStaff(owed.tenant, 'readOnly'));
  expect(told.slice(-2)).toMatchObject([
    { what: 'noted', text },
    { what: 'writtenOff', amount: 120_00, text: 'Gave up' },
  ]);
  expect(
    (await timeline(owed, asCustomer(owed.tenant, owed.customerId))).map(({ what, text: seen }) => [what, seen]),
  ).toEqual([['issued', null]]);
  const rows = await world.admin<{ note: Buffer | null }[]>`
    select note from invoicing.timeline where tenant_id = ${owed.tenant}`;
  expect(rows.filter(({ note }) => note)).toHaveLength(2);
  for (const { note } of rows) expect(note?.toString('latin1') ?? '').not.toMatch(/script|Friday|Gave up/);
  const elsewhere = world.client.command(
    contract.addNote,
    { invoiceId: owed.invoiceId, text },
    asStaff(await aTenant(world)),
  );
  await expect(elsewhere).rejects.toMatchObject({ code: 'invoice_not_found' });
  const theirs = world.client.command(
    contract.addNote,
    { invoiceId: owed.invoiceId, text },
    asCustomer(owed.tenant, owed.customerId),
  );
  await expect(theirs).rejects.toMatchObject({ kind: 'denied' });
});

test('when a customer was erased, what was written is gone, and what was done stays and can be done', async () => {
  const owed = await anInvoice(world);
  await world.client.command(contract.addNote, { invoiceId: owed.invoiceId, text: 'Ada called' }, asStaff(owed.tenant));
  await world.erase(owed.tenant, owed.customerId);
  await writeOff(owed, 'Erased');
  const told = await timeline(owed, asStaff(owed.tenant));
  expect(told.slice(-2)).toMatchObject([
    { what: 'noted', text: null },
    { what: 'writtenOff', text: null, amount: 120_00 },
  ]);
});

test('an invoice is copied as a draft with the same lines, terms and note, and without its order number', async () => {
  const lines = [
    line('a', 333, { quantity: '1.5', discount: { percent: '10' } }),
    line('b', 50_00, { discount: { amount: 5 } }),
  ];
  const owed = await anInvoice(world, {
    lines,
    note: 'Thanks',
    poNumber: 'PO 7',
    terms_days: 7,
    discount: { amount: 100 },
  });
  const copy = newId();
  const duplicate = (as: ReturnType<typeof asStaff>, invoiceId = copy) =>
    world.client.command(contract.duplicateInvoice, { invoiceId, likeInvoiceId: owed.invoiceId }, as);
  await duplicate(asStaff(owed.tenant));
  const [first, second] = [await read(world, owed), await read(world, { ...owed, invoiceId: copy })];
  const { number: _, issueDate: __, dueDate: ___, ...same } = first;
  expect(second).toMatchObject({
    lines: same.lines,
    totals: same.totals,
    discount: same.discount,
    note: 'Thanks',
    terms_days: 7,
    currency: 'GBP',
    customerId: owed.customerId,
  });
  expect(second).toMatchObject({ status: 'draft', number: null, poNumber: null, paid: 0 });
  await expect(duplicate(asStaff(owed.tenant))).rejects.toMatchObject({ code: 'invoice_exists' });
  await expect(duplicate(asStaff(await aTenant(world)), newId())).rejects.toMatchObject({ code: 'invoice_not_found' });
});
