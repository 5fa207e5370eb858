import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InvoiceModel } from '../src/api/models/invoice.ts';
import type { TimelineModel } from '../src/api/models/timeline.ts';
import { key, openWorld, type Staff, type Tenant, type World } from './world.ts';

let world: World;
let tenant: Tenant;
let staff: Staff;
beforeAll(async () => {
  world = await openWorld();
  tenant = await world.tenant();
  staff = await world.staff(tenant);
});
afterAll(() => world?.stop());

test('staff sign in, make a customer, bill it, and read the document', async () => {
  const customer = await world.customer(staff, 'Ada Ltd');
  const draft = await world.draft(staff, customer.id);
  expect(draft).toMatchObject({
    status: 'draft',
    number: null,
    customer: { name: 'Ada Ltd' },
    due: { currency: 'GBP' },
  });
  const preview = await staff.browser.get<{ model: { kind: string } }>(`/api/v1/invoices/${draft.id}/document`);
  expect(preview.body.model.kind).toBe('invoice');
  const issued = await staff.browser.send<InvoiceModel>('POST', `/api/v1/invoices/${draft.id}/issue`, {}, key());
  expect(issued.status).toBe(200);
  expect(issued.body).toMatchObject({ status: 'open', due: { amount: 12_000, currency: 'GBP' } });
  const pdf = await staff.browser.raw(`/api/v1/invoices/${draft.id}/pdf`);
  expect(pdf.headers.get('content-type')).toBe('application/pdf');
  expect(pdf.headers.get('content-disposition')).toContain(`filename="${issued.body.number}.pdf"`);
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  const again = await staff.browser.raw(`/api/v1/invoices/${draft.id}/pdf`, {
    headers: { 'if-none-match': pdf.headers.get('etag') ?? '' },
  });
  expect(again.status).toBe(304);
  const timeline = await staff.browser.get<TimelineModel>(`/api/v1/invoices/${draft.id}/timeline`);
  expect(timeline.body.entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['drafted', 'issued']));
  expect(timeline.body.entries[0]?.actor?.name).toBe('Grace Hopper');
  // Nobody plays payments here: it is named, and the rest is told.
  expect(timeline.body.missing).toEqual(['payments']);
});
