import { definitionOf } from '@purser/mailtemplate';
import { newId } from '@purser/message';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NewApiKeyModel } from '../src/api/models/apiKey.ts';
import type { TestAnswer } from '../src/api/models/mailTemplate.ts';
import { limits } from '../src/identity/limits.ts';
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

const path = '/api/v1/mail-templates/invoiceIssued/en';
const wording = {
  ...definitionOf('invoiceIssued').defaults.en,
  subject: 'Bill {invoice_number} for {customer_name}: {invoice_total}',
  body: 'Hello **{customer_name}**, <script>alert(1)</script> please [pay]({payment_link}).',
};
type Preview = { subject: string; html: string; text: string; code?: string; detail?: string };
const preview = ({ browser }: Staff, body: object) => browser.send<Preview>('POST', `${path}/preview`, body);
const sendTest = ({ browser }: Staff, body: object = {}) =>
  browser.send<TestAnswer & { code?: string }>('POST', `${path}/test`, body);
const sentTo = (address: string) => world.testMails.filter(({ to }) => to === address);

describe('a preview', () => {
  test('is the mail as it would be: tags filled in, what is no text disarmed, and no link in it', async () => {
    const { status, body } = await preview(staff, { wording });
    expect(status).toBe(200);
    expect(body.subject).not.toContain('{');
    expect(body.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(body.html).toContain('<a href="#"');
    expect(body.text).toContain('[link]');
  });

  test('of an invoice says what that one says, and of another tenant’s nothing', async () => {
    const customer = await world.customer(staff, 'Ada Ltd');
    const invoice = await world.invoice(staff, customer.id);
    const { body } = await preview(staff, { wording, invoiceId: invoice.id });
    expect(body.subject).toBe(`Bill ${invoice.number} for Ada Ltd: £120.00`);
    const stranger = await world.staff(await world.tenant());
    expect(await preview(stranger, { wording, invoiceId: invoice.id })).toMatchObject({
      status: 404,
      body: { code: 'invoice_not_found' },
    });
  });

  test('without words shows those that stand; with a mistake it says where', async () => {
    const asItStands = await preview(staff, {});
    expect(asItStands.body.subject).toContain('Northwind IT');
    const { status, body } = await preview(staff, { wording: { ...wording, body: 'Hello\n\nyou, {customer}' } });
    expect([status, body.code]).toEqual([400, 'template_wrong']);
    expect(body.detail).toContain('Line 3, column 6');
  });
});

describe('a test mail', () => {
  test('goes to whoever asks for it, in the words that were given, and to nobody else', async () => {
    const { status, body } = await sendTest(staff, { wording });
    expect([status, body]).toEqual([200, { to: staff.email, isSent: true, problem: null }]);
    expect(sentTo(staff.email)).toMatchObject([{ tenant: tenant.id, kind: 'invoiceIssued', language: 'en', wording }]);
    const elsewhere = `${newId()}@elsewhere.example`;
    expect((await sendTest(staff, { wording, to: elsewhere })).status).toBe(400);
    expect(sentTo(elsewhere)).toEqual([]);
    expect(world.testMails).toHaveLength(1);
  });

  test('with a mistake is not sent', async () => {
    const before = world.testMails.length;
    expect(await sendTest(staff, { wording: { ...wording, body: '{nobody}' } })).toMatchObject({
      status: 400,
      body: { code: 'template_wrong' },
    });
    expect(world.testMails).toHaveLength(before);
  });

  test('is for owners and administrators', async () => {
    for (const role of ['accountant', 'support', 'readOnly'] as const) {
      const reader = await world.staff(tenant, role);
      expect((await sendTest(reader)).status).toBe(403);
      expect(sentTo(reader.email)).toEqual([]);
    }
  });

  test('is refused to an API key, which has no address of its own', async () => {
    const { body: made } = await staff.browser.send<NewApiKeyModel>('POST', '/api/v1/api-keys', {
      name: 'nightly',
      role: 'admin',
    });
    const post = (url: string, body: object, headers: Record<string, string> = {}) =>
      fetch(`${world.base}${url}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    const { accessToken } = (await (await post('/api/v1/token', { apiKey: made.key })).json()) as {
      accessToken: string;
    };
    const before = world.testMails.length;
    const answer = await post(`${path}/test`, {}, { authorization: `Bearer ${accessToken}` });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([403, 'people_only']);
    expect(world.testMails).toHaveLength(before);
    // What it may do is look.
    expect((await post(`${path}/preview`, {}, { authorization: `Bearer ${accessToken}` })).status).toBe(200);
  });

  test('is counted: who sends too many is told when to come again, and a colleague is not', async () => {
    const [busy, calm] = [await world.staff(tenant), await world.staff(tenant)];
    const { most } = limits.testMail;
    // Two windows' worth and one: a window that ends meanwhile cannot let all of them through.
    const replies = await Promise.all(Array.from({ length: 2 * most + 1 }, () => sendTest(busy)));
    const refused = replies.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(sentTo(busy.email)).toHaveLength(replies.length - refused.length);
    expect((await sendTest(calm)).status).toBe(200);
  });
});
