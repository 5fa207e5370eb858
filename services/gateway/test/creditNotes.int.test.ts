import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CreditNoteDetailModel, CreditNoteSummaryModel } from '../src/api/models/creditNote.ts';
import type { CustomerModel } from '../src/api/models/customer.ts';
import type { CreditNoteModel, InvoiceModel } from '../src/api/models/invoice.ts';
import type { PortalInvoiceModel } from '../src/api/models/portal.ts';
import { key, openWorld, type Staff, type Tenant, type World } from './world.ts';

let world: World;
let tenant: Tenant;
let staff: Staff;
let customer: CustomerModel;
let invoice: InvoiceModel;
let sibling: InvoiceModel;
let note: CreditNoteModel;
beforeAll(async () => {
  world = await openWorld();
  tenant = await world.tenant();
  staff = await world.staff(tenant);
  customer = await world.customer(staff);
  invoice = await world.invoice(staff, customer.id);
  sibling = await world.invoice(staff, customer.id);
  const body = { reason: 'One came back', lines: [{ lineId: 'l1', amount: 3000 }] };
  note = (await staff.browser.send<CreditNoteModel>('POST', `/api/v1/invoices/${invoice.id}/credit`, body, key())).body;
});
afterAll(() => world?.stop());

async function pdfOf(response: Response) {
  const bytes = Buffer.from(await response.arrayBuffer());
  return [response.status, bytes.subarray(0, 5).toString()];
}

test('a credit note is listed, read and downloaded under the address that the list gives', async () => {
  const list = await staff.browser.get<{ data: CreditNoteSummaryModel[]; next: null }>(
    `/api/v1/credit-notes?customer=${customer.id}&invoice=${invoice.id}`,
  );
  expect(list.body).toMatchObject({
    data: [
      {
        id: note.creditNoteId,
        number: 'CN-0001',
        invoice: { id: invoice.id, number: invoice.number },
        customer: { id: customer.id, name: 'Ada Ltd' },
        total: { amount: 3000, currency: 'GBP' },
        pdf: `/api/v1/credit-notes/${note.creditNoteId}/pdf`,
      },
    ],
    next: null,
  });
  const one = await staff.browser.get<CreditNoteDetailModel>(`/api/v1/credit-notes/${note.creditNoteId}`);
  expect(one.body).toMatchObject({
    reason: 'One came back',
    lines: [{ id: 'l1', description: 'Managed laptops', net: 2500, tax: 500, total: 3000 }],
  });
  const response = await staff.browser.raw(one.body.pdf ?? '');
  expect(response.headers.get('content-disposition')).toContain('CN-0001.pdf');
  expect(await pdfOf(response)).toEqual([200, '%PDF-']);
});

test('an invoice tells staff and its payer of its credit notes, each where it may be read', async () => {
  const { body } = await staff.browser.get<InvoiceModel>(`/api/v1/invoices/${invoice.id}`);
  const { creditNoteId: id } = note;
  expect(body.creditNotes).toMatchObject([{ id, number: 'CN-0001', pdf: `/api/v1/credit-notes/${id}/pdf` }]);
  const payer = await world.linkHolder(tenant, invoice);
  const page = await payer.get<PortalInvoiceModel>(`/api/v1/portal/invoices/${invoice.id}`);
  const [shown] = page.body.creditNotes;
  expect(shown).toMatchObject({ id, total: { amount: 3000 }, pdf: `/api/v1/portal/credit-notes/${id}/pdf` });
  expect(await pdfOf(await payer.raw(shown?.pdf ?? ''))).toEqual([200, '%PDF-']);
});

test('nobody else reads it: not by another invoice’s link, not another customer, not another tenant', async () => {
  const path = `credit-notes/${note.creditNoteId}`;
  const byLink = await world.linkHolder(tenant, sibling);
  expect((await byLink.get(`/api/v1/portal/${path}/pdf`)).status).toBe(404);
  const other = await world.customer(staff, 'Eve Ltd');
  const eve = await world.portalUser(tenant, other.id);
  expect((await eve.get(`/api/v1/portal/${path}/pdf`)).status).toBe(404);
  const stranger = await world.staff(await world.tenant());
  for (const each of [path, `${path}/pdf`]) expect((await stranger.browser.get(`/api/v1/${each}`)).status).toBe(404);
  const list = await stranger.browser.get<{ data: unknown[] }>(`/api/v1/credit-notes?customer=${customer.id}`);
  expect(list.body.data).toEqual([]);
});

test('an invoice is no credit note, and a credit note no invoice, whatever the address says', async () => {
  const swap = (id: string, prefix: string) => `${prefix}_${id.slice(4)}`;
  const asNote = `/api/v1/credit-notes/${swap(invoice.id, 'crn')}/pdf`;
  const asInvoice = `/api/v1/invoices/${swap(note.creditNoteId, 'inv')}/pdf`;
  for (const path of [asNote, asInvoice]) expect((await staff.browser.get(path)).status).toBe(404);
});
