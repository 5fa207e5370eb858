import { afterAll, beforeAll, expect, test } from 'vitest';
import { key, openWorld, type Staff, type World } from './world.ts';

type Document = {
  openapi: string;
  paths: Record<
    string,
    Record<string, { security?: Record<string, unknown>[]; parameters?: { name: string }[]; responses: object }>
  >;
};
let world: World;
let document: Document;
let staff: Staff;
beforeAll(async () => {
  world = await openWorld();
  staff = await world.staff(await world.tenant());
  const { body } = await world.browser().get<Document>('/api/v1/openapi.json');
  document = body;
});
afterAll(() => world?.stop());

const prefixes = new Map([
  ['customers', 'cus'],
  ['invoice-runs', 'run'],
  ['invoices', 'inv'],
  ['quotes', 'quo'],
  ['payments', 'pay'],
  ['credit-notes', 'crn'],
  ['attempts', 'att'],
  ['mails', 'eml'],
  ['commands', 'cmd'],
  ['sessions', 'ses'],
  ['api-keys', 'key'],
  ['tax-rates', 'txr'],
  ['recurring-invoices', 'rec'],
]);

/** An address of the right form, of a thing that is not there. */
function addressOf(path: string): string {
  const prefix = [...prefixes].find(([word]) => path.includes(`/${word}/{id}`))?.[1];
  return path
    .replace('{id}', prefix ? `${prefix}_${'0'.repeat(32)}` : 'evt_1')
    .replace('{slug}', 'nobody')
    .replace('number-series/{kind}', 'number-series/invoice')
    .replace('{kind}', 'invoiceIssued')
    .replace('{language}', 'en');
}

function operations() {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}
const needs = (operation: { security?: Record<string, unknown>[] }) =>
  (operation.security ?? []).flatMap((each) => Object.keys(each));

test('the document tells of every operation in OpenAPI 3.1', () => {
  expect(document.openapi).toBe('3.1.0');
  expect(operations().length).toBeGreaterThan(60);
  for (const { operation } of operations()) expect(Object.keys(operation.responses).length).toBeGreaterThan(1);
});

test('what is not said to be for anybody is shut to strangers, to wrong cookies and to the other kind of person', async () => {
  const planted = world.browser();
  planted.cookies.set('__Host-purser-staff', 'x'.repeat(43));
  planted.cookies.set('__Host-purser-customer', 'x'.repeat(43));
  const crossed = world.browser();
  crossed.cookies.set('__Host-purser-customer', staff.browser.cookies.get('__Host-purser-staff') ?? '');
  let shut = 0;
  for (const { method, path, operation } of operations()) {
    const names = needs(operation);
    if (names.length === 0) continue;
    const browsers = names.includes('customerSession')
      ? [world.browser(), planted, crossed]
      : [world.browser(), planted];
    for (const browser of browsers) {
      const answer = await browser.send(method, addressOf(path), method === 'GET' ? undefined : {}, key());
      expect([method, path, answer.status]).toEqual([method, path, 401]);
      shut += 1;
    }
    // The planted cookies were dropped at once.
    planted.cookies.set('__Host-purser-staff', 'x'.repeat(43));
    planted.cookies.set('__Host-purser-customer', 'x'.repeat(43));
    crossed.cookies.set('__Host-purser-customer', staff.browser.cookies.get('__Host-purser-staff') ?? '');
  }
  expect(shut).toBeGreaterThan(100);
});

test('nothing that a cookie carries changes anything without the page’s token', async () => {
  const open = await world.staff(await world.tenant());
  let refused = 0;
  for (const { method, path, operation } of operations()) {
    if (method === 'GET' || !needs(operation).includes('staffSession')) continue;
    const answer = await open.browser.send<{ code: string }>(
      method,
      addressOf(path),
      {},
      { ...key(), 'x-csrf-token': null },
    );
    expect([method, path, answer.status, answer.body.code]).toEqual([method, path, 403, 'csrf_token']);
    refused += 1;
  }
  expect(refused).toBeGreaterThan(20);
});

test('every operation answers within what the document says', async () => {
  const open = await world.staff(await world.tenant());
  for (const { method, path, operation } of operations()) {
    if (
      path === '/api/v1/live' ||
      path === '/api/v1/portal/live' ||
      path === '/api/v1/session' ||
      path === '/api/v1/sessions'
    )
      continue;
    const answer = await open.browser.send<{ code?: string }>(
      method,
      addressOf(path),
      method === 'GET' ? undefined : {},
      key(),
    );
    const said = Object.keys(operation.responses);
    expect([
      method,
      path,
      answer.status,
      said.includes(String(answer.status)),
      answer.body?.code !== 'internal_error',
    ]).toEqual([method, path, answer.status, true, true]);
  }
});

test('the documentation is a page that runs nothing from elsewhere', async () => {
  const page = await world.browser().raw('/api/docs');
  const html = await page.text();
  const policy = page.headers.get('content-security-policy') ?? '';
  const nonce = /'nonce-([\w-]+)'/.exec(policy)?.[1];
  expect(html).toContain(`<script nonce="${nonce}">`);
  expect(html).not.toMatch(/src=["']?http|href=["']?http/);
  for (const { path } of operations()) expect(html).toContain(path);
  const errors = await (await world.browser().raw('/api/docs/errors')).text();
  expect(errors).toContain('id="key_reused"');
});
