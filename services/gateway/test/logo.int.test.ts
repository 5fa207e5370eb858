import { crc32, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TenantModel } from '../src/api/models/tenant.ts';

import { openWorld, type Staff, type World } from './world.ts';

// A logo stands on every page and document that a customer sees: what comes in as one is a picture, or nothing of the change is done.

let world: World;
let staff: Staff;
beforeAll(async () => {
  world = await openWorld();
  staff = await world.staff(await world.tenant());
});
afterAll(() => world?.stop());

type Problem = { code: string; errors?: { path: string; code: string; message: string }[] };
type Logo = { type: string; base64: string };
const file = (type: string, data: Buffer | string): Logo => ({ type, base64: Buffer.from(data).toString('base64') });
const svg = (inner: string, before = '') =>
  file('image/svg+xml', `${before}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10">${inner}</svg>`);
const shape = '<path d="M0 0h40v10z" fill="#1f4fd8"/>';
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const entities = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');
const bomb = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY l0 "lol">${entities}]>`;

const read = async () => (await staff.browser.get<TenantModel>('/api/v1/tenant')).body;
/** Changes the brand's colour and the terms along with the logo, so that half of it would be seen. */
const change = async (logo: Logo) => {
  const brand = { ...(await read()).brand, color: '#0a7d32', logo };
  return staff.browser.send<Problem>('PATCH', '/api/v1/tenant', { brand, termsDays: 41, language: 'de-DE' });
};

test.each<[string, Logo, string]>([
  ['a drawing with a script', svg(`${shape}<script>alert(1)</script>`), 'active_logo'],
  ['a drawing with a handler', svg('<path onload="alert(1)" d="M0 0h9v9z"/>'), 'active_logo'],
  ['a drawing with foreign markup', svg('<foreignObject><iframe/></foreignObject>'), 'active_logo'],
  [
    'a drawing that fetches a picture',
    svg('<image href="http://127.0.0.1:8222/" width="9" height="9"/>'),
    'active_logo',
  ],
  ['a drawing that fetches another', svg('<use xlink:href="https://evil.example/a.svg#b"/>'), 'active_logo'],
  [
    'a drawing that reads a file',
    svg('&x;', '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    'not_a_picture',
  ],
  ['a drawing of entities that grow', svg('<title>&l9;</title>', bomb), 'not_a_picture'],
  ['a drawing that is made to be slow', svg('<a'.repeat(100_000)), 'logo_not_drawable'],
  ['a drawing with text', svg('<text>Ours</text>'), 'logo_not_drawable'],
  ['a page called a PNG', file('image/png', '<!doctype html><script>alert(1)</script>'), 'not_a_picture'],
  ['a drawing called a PNG', { ...svg(shape), type: 'image/png' }, 'not_a_picture'],
  ['a PNG called a drawing', file('image/svg+xml', png), 'not_a_picture'],
  [
    'a page with a PNG’s first bytes',
    file('image/png', Buffer.concat([png.subarray(0, 8), Buffer.from('<script>')])),
    'logo_not_drawable',
  ],
  ['a PNG that unpacks to far more', file('image/png', bombOf(png)), 'logo_not_drawable'],
])('%s is refused with a reason, and nothing of the change is done', async (_, logo, code) => {
  const before = await read();
  const refused = await change(logo);
  expect([refused.status, refused.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
  expect(refused.body.errors).toEqual([{ path: 'brand.logo', code, message: expect.stringMatching(/^\p{Lu}.*\.$/u) }]);
  expect(await read()).toEqual(before);
});

test.each<[string, Logo, number, string]>([
  ['of twenty megabytes', file('image/png', Buffer.alloc(15_000_000)), 413, 'body_too_large'],
  ['of more than 200 KB', file('image/png', Buffer.alloc(300_000)), 400, 'invalid_input'],
  ['that is a GIF', file('image/gif', 'GIF89a'), 400, 'invalid_input'],
  ['that is no base64', { type: 'image/png', base64: '<script>' }, 400, 'invalid_input'],
])('a logo %s is refused with a reason, and nothing of the change is done', async (_, logo, status, code) => {
  const before = await read();
  // What is refused unread may end with the connection.
  const refused = await change(logo).catch(() => undefined);
  if (refused || status !== 413) expect([refused?.status, refused?.body.code]).toEqual([status, code]);
  expect(await read()).toEqual(before);
});

test('a picture is taken, with all that was asked along with it', async () => {
  for (const logo of [svg(shape), file('image/png', png)]) {
    expect((await change(logo)).status).toBe(200);
    expect(await read()).toMatchObject({ brand: { color: '#0a7d32', logo }, termsDays: 41, language: 'de-DE' });
  }
});

/** The same picture, by its head, of fifty megabytes of pixels. */
function bombOf(picture: Buffer): Buffer {
  const packed = deflateSync(Buffer.alloc(50_000_000));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(packed.length);
  const body = Buffer.concat([Buffer.from('IDAT'), packed]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([picture.subarray(0, 33), length, body, check, picture.subarray(-12)]);
}
