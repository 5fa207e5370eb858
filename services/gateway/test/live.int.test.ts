import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LiveEventModel } from '../src/api/models/live.ts';
import type { Browser } from './browser.ts';
import { openWorld, type Staff, type Tenant, type World } from './world.ts';

let world: World;
let tenant: Tenant;
let staff: Staff;
beforeAll(async () => {
  world = await openWorld();
  tenant = await world.tenant();
  staff = await world.staff(tenant);
});
afterAll(() => world?.stop());

/** Reads a stream along, until it ends. */
async function listenTo(browser: Browser, path = '/api/v1/live') {
  const response = await browser.raw(path);
  if (!response.body || response.status !== 200) throw new Error(`no stream: ${response.status}`);
  const heard: LiveEventModel[] = [];
  const stream = { heard, text: '', over: false };
  const decoder = new TextDecoder();
  void (async () => {
    for await (const chunk of response.body ?? []) {
      stream.text += decoder.decode(chunk, { stream: true });
      const parts = stream.text.split('\n\n');
      heard.splice(
        0,
        heard.length,
        ...parts.flatMap((part) => {
          const data = /^data: (.*)$/m.exec(part)?.[1];
          return data && parts.indexOf(part) < parts.length - 1 ? [JSON.parse(data)] : [];
        }),
      );
    }
    stream.over = true;
  })().catch(() => {
    stream.over = true;
  });
  return stream;
}

test('staff hear what happens at their tenant, by name and number, and nothing of another’s', async () => {
  const stranger = await world.staff(await world.tenant());
  const [mine, theirs] = [await listenTo(staff.browser), await listenTo(stranger.browser)];
  const customer = await world.customer(staff, 'Loud Ltd');
  const invoice = await world.invoice(staff, customer.id);
  const issued = await until('it is heard', () => mine.heard.find(({ type }) => type === 'invoice.issued'));
  expect(issued).toMatchObject({
    invoiceId: invoice.id,
    customerName: 'Loud Ltd',
    number: invoice.number,
    amount: { amount: 12_000 },
  });
  expect(issued?.text).toContain('Loud Ltd');
  // Their own events come, and ours did not.
  const own = await world.customer(stranger, 'Own Ltd');
  await until('they hear their own', () => theirs.heard.find(({ customerId }) => customerId === own.id));
  expect(JSON.stringify(theirs.heard)).not.toContain('Loud');
  expect(theirs.heard.every(({ customerId }) => customerId === own.id)).toBe(true);
  // The event itself stays inside: ids are the API's, and what it carried besides is not there.
  expect(mine.text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?!\nevent|")/);
  expect(mine.text).not.toContain('taxes');
});

test('who holds one invoice’s link hears of that invoice alone; a customer of their own', async () => {
  const [ada, eve] = [await world.customer(staff, 'Ada Ltd'), await world.customer(staff, 'Eve Ltd')];
  const invoice = await world.invoice(staff, ada.id);
  const one = await listenTo(await world.linkHolder(tenant, invoice), '/api/v1/portal/live');
  const all = await listenTo(await world.portalUser(tenant, ada.id), '/api/v1/portal/live');
  const others = await world.invoice(staff, eve.id);
  const second = await world.invoice(staff, ada.id);
  await staff.browser.send('POST', `/api/v1/invoices/${invoice.id}/void`, { reason: 'Made twice' });
  await until('the voiding is heard', () => one.heard.find(({ type }) => type === 'invoice.voided'));
  await until('and by the customer', () => all.heard.find(({ type }) => type === 'invoice.voided'));
  expect(one.heard.map(({ invoiceId }) => invoiceId)).toEqual([invoice.id]);
  expect(all.heard.map(({ invoiceId }) => invoiceId)).toEqual([second.id, invoice.id]);
  expect(all.text).not.toContain(others.id);
  expect(all.text).not.toContain('Made twice');
});

test('a stream ends with its session', async () => {
  const colleague = await world.staff(tenant);
  const stream = await listenTo(colleague.browser);
  await until('it lives', () => stream.text.includes('still here'));
  await colleague.browser.send('DELETE', '/api/v1/session');
  await until('it is over', () => stream.over);
});

test('a stream does not go on for who changed the tenant', async () => {
  const colleague = await world.staff(tenant);
  const stream = await listenTo(colleague.browser);
  const elsewhere = await world.tenant();
  await world.admin`update gateway.sessions set tenant_id = ${elsewhere.id} where person_id = ${colleague.staffId}`;
  await until('it is over', () => stream.over);
});
