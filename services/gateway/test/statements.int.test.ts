import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CustomerModel } from '../src/api/models/customer.ts';
import type { InvoiceModel } from '../src/api/models/invoice.ts';
import type { AgeingReportModel, OwedListModel, StandingModel, StatementModel } from '../src/api/models/receivables.ts';
import { key, openWorld, type Staff, type Tenant, type World } from './world.ts';

let world: World;
let tenant: Tenant;
let staff: Staff;
let customer: CustomerModel;
let invoice: InvoiceModel;
const formula = '=HYPERLINK("http://evil.example")';
beforeAll(async () => {
  world = await openWorld();
  tenant = await world.tenant();
  staff = await world.staff(tenant);
  customer = await world.customer(staff, formula);
  invoice = await world.invoice(staff, customer.id);
  await staff.browser.send(
    'POST',
    `/api/v1/invoices/${invoice.id}/payments`,
    { amount: 20_00, method: 'cash', receivedOn: invoice.issueDate },
    key(),
  );
});
afterAll(() => world?.stop());

const century = 'from=1990-01-01&until=2089-12-31';
const statementOf = (id: string, query = century) => `/api/v1/customers/${id}/statement?${query}`;
const textOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer()).toString('utf8');

test('staff read a statement, and its CSV and its document say the same', async () => {
  const { status, body } = await staff.browser.get<StatementModel>(statementOf(customer.id));
  expect(status).toBe(200);
  expect(body).toMatchObject({ opening: 0, closing: 100_00, currency: 'GBP', ageing: { over90: 100_00 } });
  expect(body.entries.map(({ kind, invoiceId }) => [kind, invoiceId])).toEqual([
    ['invoice', invoice.id],
    ['payment', null],
  ]);
  const csv = await staff.browser.raw(statementOf(customer.id).replace('?', '/csv?'));
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const lines = (await textOf(csv)).split('\r\n');
  expect(lines).toHaveLength(6);
  expect(lines[2]).toBe(
    `"${invoice.issueDate}","Invoice","${invoice.number}","${invoice.dueDate}",120.00,,120.00,"GBP"`,
  );
  expect(lines[4]).toBe('"2089-12-31","Closing balance",,,,,100.00,"GBP"');
  const pdf = () => staff.browser.raw(statementOf(customer.id).replace('?', '/pdf?'));
  const [first, again] = [await pdf(), await pdf()];
  expect(
    Buffer.from(await first.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  expect(first.headers.get('content-disposition')).toContain('statement-1990-01-01-to-2089-12-31.pdf');
  expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
});

test('a customer has their own statement and can name no other; an invoice’s link has none', async () => {
  const browser = await world.portalUser(tenant, customer.id);
  const own = await browser.get<StatementModel>(`/api/v1/portal/statement?${century}`);
  expect([own.status, own.body.closing]).toEqual([200, 100_00]);
  const bob = await world.customer(staff, 'Bob');
  const bobs = await world.portalUser(tenant, bob.id);
  expect((await bobs.get<StatementModel>(`/api/v1/portal/statement?${century}`)).body.entries).toEqual([]);
  const named = await bobs.get<{ code: string }>(`/api/v1/portal/statement?${century}&customerId=${customer.id}`);
  expect([named.status, named.body.code]).toEqual([400, 'invalid_input']);
  expect((await bobs.get(statementOf(customer.id))).status).toBe(401);
  const holder = await world.linkHolder(tenant, invoice);
  for (const way of ['', '/csv', '/pdf'])
    expect((await holder.get(`/api/v1/portal/statement${way}?${century}`)).status).toBe(403);
});

test('another tenant finds no such customer, by any way', async () => {
  const other = await world.staff(await world.tenant());
  for (const path of ['statement', 'statement/csv', 'statement/pdf', 'standing']) {
    const query = path === 'standing' ? '' : `?${century}`;
    const reply = await other.browser.get<{ code: string }>(`/api/v1/customers/${customer.id}/${path}${query}`);
    expect([path, reply.status, reply.body.code]).toEqual([path, 404, 'customer_not_found']);
  }
  expect((await other.browser.get<AgeingReportModel>('/api/v1/reports/ageing')).body.customers).toEqual([]);
});

test.each([
  'from=2026-02-01&until=2026-01-31',
  'from=2026-02-30&until=2026-03-01',
  'from=2026-01-01',
  `${century}&currency=gbp`,
])('a time or currency that cannot be is refused: %s', async (query) => {
  const reply = await staff.browser.get<{ code: string }>(statementOf(customer.id, query));
  expect([reply.status, reply.body.code]).toEqual([400, 'invalid_input']);
});

test('the ageing report opens its invoices, and no name in its CSV becomes a formula', async () => {
  const { body } = await staff.browser.get<AgeingReportModel>('/api/v1/reports/ageing');
  expect(body.customers).toMatchObject([{ customer: { id: customer.id, name: formula }, total: 100_00 }]);
  expect(body.currencies).toMatchObject([{ currency: 'GBP', counts: { current: 1 }, ageing: { current: 100_00 } }]);
  const list = await staff.browser.get<OwedListModel>('/api/v1/reports/ageing/invoices?currency=GBP&bucket=current');
  expect(list.body.data).toMatchObject([{ id: invoice.id, due: 100_00, customer: { name: formula } }]);
  const none = await staff.browser.get<OwedListModel>('/api/v1/reports/ageing/invoices?bucket=over90');
  expect(none.body.data).toEqual([]);
  const [, row] = (await textOf(await staff.browser.raw('/api/v1/reports/ageing/csv'))).split('\r\n');
  expect(row).toBe(`"'=HYPERLINK(""http://evil.example"")","GBP",100.00,0.00,0.00,0.00,0.00,100.00,1`);
});

test('how a customer pays is said in words', async () => {
  const { body } = await staff.browser.get<StandingModel>(`/api/v1/customers/${customer.id}/standing`);
  expect(body.grade).toBeNull();
  expect(body.reasons[0]).toContain('Not enough to go by');
});

test('a statement is mailed once however often it is asked for under one key, as it was the first time; another tenant mails none', async () => {
  const bob = await world.customer(staff, 'Bob');
  const bill = await world.invoice(staff, bob.id);
  const path = `/api/v1/customers/${bob.id}/statement/mail`;
  const days = { from: '1990-01-01', until: '2089-12-31' };
  const asking = key();
  // A handler is begun again for a repeat and then taken back: what counts are the mails it asked for.
  const mailed = () => [
    ...new Set(
      world.statements
        .filter(({ tenant: of }) => of === tenant.id)
        .map(({ mailId, documentId }) => `${mailId} ${documentId}`),
    ),
  ];
  const first = await staff.browser.send('POST', path, days, asking);
  expect(first.status).toBe(200);
  await staff.browser.send(
    'POST',
    `/api/v1/invoices/${bill.id}/payments`,
    { amount: 20_00, method: 'cash', receivedOn: bill.issueDate },
    key(),
  );
  expect((await staff.browser.send('POST', path, days, asking)).status).toBe(200);
  expect(mailed()).toHaveLength(1);
  const other = await staff.browser.send<{ code: string }>('POST', path, { ...days, from: '2000-01-01' }, asking);
  expect([other.status, other.body.code]).toEqual([409, 'key_reused']);

  expect((await staff.browser.send('POST', path, days, key())).status).toBe(200);
  const [before, after] = mailed().map((mail) => mail.split(' ')[1]);
  expect(before).not.toBe(after);
  const stranger = await world.staff(await world.tenant());
  const refused = await stranger.browser.send<{ code: string }>('POST', path, days, key());
  expect([refused.status, refused.body.code]).toEqual([404, 'customer_not_found']);
  expect((await staff.browser.send('POST', path, { ...days, from: '2090-01-01' }, key())).status).toBe(400);
  expect(mailed()).toHaveLength(2);
});
