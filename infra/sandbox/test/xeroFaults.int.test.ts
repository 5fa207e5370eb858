import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { until } from './receiver.ts';
import { firstOf, invoice, redirectUri, startXeroBed, type XeroBed } from './xeroBed.ts';

let bed: XeroBed;
beforeAll(async () => {
  bed = await startXeroBed();
});
beforeEach(async () => {
  await bed.admin('DELETE', '/faults');
  await bed.admin('POST', '/xero/limits', { per_minute: 60, per_day: 5000, at_once: 5 });
  // The start of a new day: nothing of the test before is counted, and no window ends in the middle of this one.
  const clock = await bed.admin('GET', '/clock');
  const now = typeof clock === 'object' && clock !== null && 'now' in clock ? Number(clock.now) : 0;
  await bed.admin('POST', '/clock', { to: Math.ceil(now / 86_400) * 86_400 + 1 });
  bed.tokens.access_token = (await bed.connect()).access_token;
});
afterAll(() => bed.stop());

const api = '/xero/api.xro/2.0';
const fault = (rule: object) => bed.admin('POST', '/faults', { count: 1, ...rule });
const put = (key?: string, more: object = {}) =>
  bed.xero('PUT', '/Invoices', invoice(more), key === undefined ? {} : { 'idempotency-key': key });
const total = async () => {
  const { Invoices } = (await bed.xero('GET', '/Invoices')).body;
  return Array.isArray(Invoices) ? Invoices.length : -1;
};

it('the same key and body give the same answer and one invoice; another body is refused', async () => {
  const before = await total();
  const first = await put('key-1');
  const again = await put('key-1');
  expect(again.body).toEqual(first.body);
  expect(await total()).toBe(before + 1);
  expect((await put('key-1', { Reference: 'other' })).status).toBe(400);
  expect((await bed.xero('PUT', '/Invoices?unitdp=4', invoice(), { 'idempotency-key': 'key-1' })).status).toBe(400);
  expect((await put('k'.repeat(129))).status).toBe(400);
  expect((await put('')).status).toBe(400);
});

it('a key is forgotten soon: it is no protection against a late repeat', async () => {
  const first = await put('key-2');
  await bed.admin('POST', '/clock', { advance_ms: 10 * 60_000 });
  const late = await put('key-2');
  expect(firstOf(late, 'Invoices').InvoiceID).not.toBe(firstOf(first, 'Invoices').InvoiceID);
});

it('the 61st call of a minute waits for the next one', async () => {
  const first = await bed.xero('GET', '/Organisation');
  expect(first.headers.get('x-minlimit-remaining')).toBe('59');
  expect(first.headers.get('x-daylimit-remaining')).toBe('4999');
  expect(first.headers.get('x-appminlimit-remaining')).not.toBe(null);
  await bed.admin('POST', '/xero/limits', { per_minute: 2 });
  await bed.xero('GET', '/Organisation');
  const over = await bed.xero('GET', '/Organisation');
  expect(over.status).toBe(429);
  expect(over.headers.get('x-rate-limit-problem')).toBe('minute');
  const wait = Number(over.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  await bed.admin('POST', '/clock', { advance_ms: wait * 1000 });
  expect((await bed.xero('GET', '/Organisation')).status).toBe(200);
});

it('the day has a limit too, that may last for hours', async () => {
  await bed.admin('POST', '/xero/limits', { per_day: 1 });
  await bed.xero('GET', '/Organisation');
  const over = await bed.xero('GET', '/Organisation');
  expect([over.status, over.headers.get('x-rate-limit-problem'), over.headers.get('x-daylimit-remaining')]).toEqual([
    429,
    'day',
    '0',
  ]);
  expect(Number(over.headers.get('retry-after'))).toBeLessThanOrEqual(86_400);
});

it('counts calls over a restart', async () => {
  await bed.admin('POST', '/xero/limits', { per_day: 5000 });
  await bed.xero('GET', '/Organisation');
  await bed.restart();
  expect((await bed.xero('GET', '/Organisation')).headers.get('x-daylimit-remaining')).toBe('4998');
});

it('more than five calls at once are too many, and the next is welcome again', async () => {
  await bed.admin('POST', '/xero/limits', { per_minute: 100_000 });
  await bed.admin('POST', '/faults', { path: `${api}/Organisation`, effect: 'slow', ms: 3_000, count: 5 });
  const slow = Array.from({ length: 5 }, () => bed.xero('GET', '/Organisation'));
  const sixth = await until('a refused call', async () => {
    const answer = await bed.xero('GET', '/TaxRates');
    return answer.status === 429 ? answer : undefined;
  });
  expect(sixth.headers.get('x-rate-limit-problem')).toBe('concurrent');
  expect((await Promise.all(slow)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect((await bed.xero('GET', '/TaxRates')).status).toBe(200);
});

it.each([
  ['minute', 7],
  ['day', 66_975],
])('plays a %s limit when told, with the wait it was told', async (kind, wait) => {
  await fault({ path: `${api}/*`, status: 429, rate_limited_reason: kind, retry_after: wait });
  const { status, headers } = await put();
  expect([status, headers.get('x-rate-limit-problem'), headers.get('retry-after')]).toEqual([429, kind, String(wait)]);
});

it('503 before the effect leaves nothing; 500 after it leaves the invoice, which its key or number finds', async () => {
  const before = await total();
  await fault({ path: `${api}/Invoices`, method: 'PUT', status: 503 });
  expect((await put()).status).toBe(503);
  expect(await total()).toBe(before);
  await fault({ path: `${api}/Invoices`, method: 'PUT', status: 500, when: 'after' });
  expect((await put('lost', { InvoiceNumber: 'LOST-1' })).status).toBe(500);
  expect(await total()).toBe(before + 1);
  expect(firstOf(await put('lost', { InvoiceNumber: 'LOST-1' }), 'Invoices').InvoiceNumber).toBe('LOST-1');
  expect((await put(undefined, { InvoiceNumber: 'LOST-1' })).status).toBe(400);
  expect(await total()).toBe(before + 1);
});

it.each(['cut', 'reset'])(
  '%s after the effect: the invoice is there although the answer never came',
  async (effect) => {
    const InvoiceNumber = `CUT-${effect}`;
    await fault({ path: `${api}/Invoices`, method: 'PUT', effect, when: 'after' });
    await expect(put(undefined, { InvoiceNumber })).rejects.toThrow();
    expect((await bed.xero('GET', `/Invoices/${InvoiceNumber}`)).status).toBe(200);
  },
);

it('a call that takes too long is done all the same', async () => {
  await fault({ path: `${api}/Invoices`, method: 'PUT', effect: 'hold', when: 'after', ms: 60_000 });
  const waiting = put(undefined, { InvoiceNumber: 'HELD-1' }).catch((error: unknown) => error);
  await until('the invoice', async () =>
    (await bed.xero('GET', '/Invoices/HELD-1')).status === 200 ? true : undefined,
  );
  await bed.restart();
  expect(await waiting).toBeInstanceOf(Error);
  expect((await bed.xero('GET', '/Invoices/HELD-1')).status).toBe(200);
});

it('an answer with rotated tokens that gets lost leaves the old refresh token good for a while', async () => {
  const tokens = await bed.connect();
  const form = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
  await fault({ path: '/xero/identity/connect/token', effect: 'reset', when: 'after' });
  await expect(bed.token(form)).rejects.toThrow();
  expect((await bed.token(form)).status).toBe(200);
  await fault({ path: '/xero/identity/connect/token', status: 503 });
  expect((await bed.token({ ...form, redirect_uri: redirectUri })).status).toBe(503);
});

it('logs calls with what was wrong, and neither bodies nor parameters', async () => {
  await bed.xero('PUT', '/Contacts', { Name: '' });
  await bed.xero('GET', `/Contacts?where=${encodeURIComponent('EmailAddress=="secret@example.com"')}`);
  const log = await bed.admin('GET', '/xero/requests?limit=2');
  expect(log).toMatchObject([
    { method: 'GET', path: '/Contacts', status: 200 },
    { method: 'PUT', path: '/Contacts', status: 400, problem: expect.stringContaining('name') },
  ]);
  expect(JSON.stringify(log)).not.toContain('secret@');
});
