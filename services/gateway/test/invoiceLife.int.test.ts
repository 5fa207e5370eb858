import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CustomerModel } from '../src/api/models/customer.ts';
import type { CreditNoteModel, InvoiceModel } from '../src/api/models/invoice.ts';
import type { PortalInvoiceModel } from '../src/api/models/portal.ts';
import type { SeriesModel } from '../src/api/models/series.ts';
import type { TimelineModel } from '../src/api/models/timeline.ts';
import { key, openWorld, type Staff, type Tenant, type World } from './world.ts';

type Problem = { code: string };
let world: World;
let tenant: Tenant;
let staff: Staff;
beforeAll(async () => {
  world = await openWorld();
  tenant = await world.tenant();
  staff = await world.staff(tenant);
});
afterAll(() => world?.stop());

const act = <T = InvoiceModel>(who: Staff, { id }: { id: string }, path: string, body: unknown = {}) =>
  who.browser.send<T>('POST', `/api/v1/invoices/${id}/${path}`, body, key());
const pay = (invoice: InvoiceModel, amount: number) =>
  act(staff, invoice, 'payments', { amount, method: 'cash', receivedOn: invoice.issueDate });

test('an invoice goes its way: paid beyond, credit applied to the next, credited with a refund asked, all on its timeline', async () => {
  const customer = await world.customer(staff);
  const first = await world.invoice(staff, customer.id);
  expect((await pay(first, 170_00)).status).toBe(201);
  const credits = async () => (await staff.browser.get<CustomerModel>(`/api/v1/customers/${customer.id}`)).body.credits;
  expect(await credits()).toEqual([{ amount: 50_00, currency: 'GBP' }]);
  const draft = await world.draft(staff, customer.id);
  const next = (await act<InvoiceModel>(staff, draft, 'issue', { applyCredit: false })).body;
  const asked = key();
  const apply = () =>
    staff.browser.send<InvoiceModel>('POST', `/api/v1/invoices/${next.id}/apply-credit`, { amount: 50_00 }, asked);
  expect((await apply()).body).toMatchObject({
    status: 'partlyPaid',
    creditApplied: { amount: 50_00 },
    due: { amount: 70_00 },
  });
  // The same request again gives the same answer, and spends nothing.
  expect((await apply()).status).toBe(200);
  expect(await credits()).toEqual([]);
  expect((await act<Problem>(staff, next, 'apply-credit')).body.code).toBe('no_credit');
  await pay(next, 70_00);
  const note = await act<CreditNoteModel>(staff, next, 'credit', {
    reason: 'Returned',
    lines: [{ lineId: 'l1', quantity: '1' }],
    to: 'refund',
  });
  expect(note.body).toMatchObject({ total: 30_00, offBalance: 0, toCredit: 30_00, refundAsked: 30_00 });
  const remark = '<img src=x onerror=alert(1)>\nThey will call back';
  expect((await act(staff, next, 'notes', { text: remark })).status).toBe(201);
  const { body } = await staff.browser.get<TimelineModel>(`/api/v1/invoices/${next.id}/timeline`);
  expect(body.entries.map(({ kind, title, detail }) => [kind, title, detail])).toEqual(
    expect.arrayContaining([
      ['creditApplied', 'Credit applied', null],
      ['credited', 'Credited', 'Returned'],
      ['refundAsked', 'Refund asked for', null],
      ['noted', 'Note', remark],
    ]),
  );
  const portal = await world.portalUser(tenant, customer.id);
  const seen = await portal.get<PortalInvoiceModel>(`/api/v1/portal/invoices/${next.id}`);
  expect(seen.body).toMatchObject({
    creditApplied: { amount: 50_00 },
    credited: { amount: 30_00 },
    creditNotes: [{ number: note.body.number, total: { amount: 30_00 } }],
  });
  expect(JSON.stringify(seen.body)).not.toMatch(/call back|Returned/);
});

test('what is written off is uncollectible to staff and owed to the customer, until it is reopened', async () => {
  const customer = await world.customer(staff);
  const invoice = await world.invoice(staff, customer.id);
  const written = await act(staff, invoice, 'write-off', { reason: 'Bankrupt' });
  expect(written.body).toMatchObject({ status: 'uncollectible', writtenOff: { amount: 120_00 }, due: { amount: 0 } });
  const portal = await world.portalUser(tenant, customer.id);
  const seen = await portal.get<PortalInvoiceModel>(`/api/v1/portal/invoices/${invoice.id}`);
  expect(seen.body).toMatchObject({ status: 'open', due: { amount: 120_00 }, canPay: true });
  expect((await act<Problem>(staff, invoice, 'void', { reason: 'x' })).body.code).toBe('invoice_written_off');
  expect((await act(staff, invoice, 'reopen')).body).toMatchObject({ status: 'open', due: { amount: 120_00 } });
  expect((await act<Problem>(staff, invoice, 'reopen')).body.code).toBe('not_written_off');
});

test('a copy is a draft of its own', async () => {
  const customer = await world.customer(staff);
  const invoice = await world.invoice(staff, customer.id);
  const copy = await act(staff, invoice, 'duplicate');
  expect(copy.status).toBe(201);
  expect(copy.body).toMatchObject({ status: 'draft', number: null, lines: invoice.lines, totals: invoice.totals });
  expect(copy.body.id).not.toBe(invoice.id);
});

test('of another tenant’s invoice nothing can be done, and who may only look does nothing', async () => {
  const invoice = await world.invoice(staff, (await world.customer(staff)).id);
  const stranger = await world.staff(await world.tenant());
  const looker = await world.staff(tenant, 'readOnly');
  for (const [path, body] of [
    ['apply-credit', {}],
    ['write-off', { reason: 'x' }],
    ['reopen', {}],
    ['notes', { text: 'x' }],
    ['duplicate', {}],
  ] as const) {
    expect([path, (await act(stranger, invoice, path, body)).status]).toEqual([path, 404]);
    expect([path, (await act(looker, invoice, path, body)).status]).toEqual([path, 403]);
  }
});

test('numbering is read by all staff and set by owners and administrators; what was given is never given again', async () => {
  const own = await world.tenant();
  const owner = await world.staff(own);
  const path = '/api/v1/number-series/invoice';
  const form = { prefix: 'INV-{YYYY}-', suffix: '', padding: 5, yearly: true };
  const put = <T = SeriesModel>(who: Staff, body: unknown) => who.browser.send<T>('PUT', path, body);
  const year = world.platform.clock.business().getUTCFullYear();
  expect((await put(owner, form)).body).toMatchObject({ kind: 'invoice', next: 1, preview: `INV-${year}-00001` });
  const invoice = await world.invoice(owner, (await world.customer(owner)).id);
  expect(invoice.number).toBe(`INV-${year}-00001`);
  const refused = await put<Problem>(owner, { ...form, next: 1 });
  expect([refused.status, refused.body.code]).toEqual([422, 'number_taken']);
  expect((await put<Problem>(owner, { ...form, prefix: '<b>{YYYY}' })).status).toBe(400);
  const accountant = await world.staff(own, 'accountant');
  expect((await put(accountant, form)).status).toBe(403);
  const { body } = await accountant.browser.get<{ data: SeriesModel[] }>('/api/v1/number-series');
  expect(body.data.map(({ kind, preview }) => [kind, preview])).toEqual([
    ['invoice', `INV-${year}-00002`],
    ['creditNote', 'CN-0001'],
    ['quote', 'Q-0001'],
  ]);
});
