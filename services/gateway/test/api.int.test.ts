import { createHmac } from 'node:crypto';
import { until } from '@purser/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NewApiKeyModel } from '../src/api/models/apiKey.ts';
import type { CustomerListModel, CustomerModel } from '../src/api/models/customer.ts';
import type { InvoiceModel } from '../src/api/models/invoice.ts';
import { draftOf, key, openWorld, type Staff, type Tenant, type World } from './world.ts';

type Problem = { code: string; errors?: { path: string; code: string }[] };
let world: World;
let tenant: Tenant;
let staff: Staff;
beforeAll(async () => {
  world = await openWorld();
  tenant = await world.tenant();
  staff = await world.staff(tenant);
});
afterAll(() => world?.stop());

const customerBody = (name: string) => ({ name, email: 'ada@ada.example' });

describe('input', () => {
  const post = (body: unknown, headers: Record<string, string | null> = {}) =>
    staff.browser.send<Problem>('POST', '/api/v1/customers', body, headers);

  test('with fields that nobody knows is refused, and they are named', async () => {
    const line = { ...draftOf('x').lines[0], price: 1 };
    const body = { ...draftOf(`cus_${'0'.repeat(32)}`), lines: [line], admin: true };
    const refused = await staff.browser.send<Problem>('POST', '/api/v1/invoices', body);
    expect(refused.status).toBe(400);
    expect(refused.body.errors?.map(({ path }) => path)).toEqual(expect.arrayContaining(['lines.0.price', 'admin']));
    expect((await post(JSON.parse('{"name":"A","email":"a@a.example","__proto__":{"role":"owner"}}'))).status).toBe(
      400,
    );
  });

  test('of ten megabytes is refused without being read', async () => {
    const refused = await post(customerBody('x'.repeat(10_000_000))).catch(() => ({
      status: 413,
      body: { code: 'body_too_large' },
    }));
    expect([refused.status, refused.body.code]).toEqual([413, 'body_too_large']);
  });

  test('that is no JSON is malformed, in whatever way', async () => {
    for (const text of ['{', '', 'null x', '{"name":"\u0000']) expect((await post(text)).status).toBe(400);
    const bytes = await staff.browser.raw('/api/v1/customers', {
      method: 'POST',
      body: new Uint8Array([0x7b, 0xff, 0x7d]),
      headers: {
        origin: 'https://purser.test',
        'content-type': 'application/json',
        'x-csrf-token': staff.browser.csrf ?? '',
      },
    });
    expect(bytes.status).toBe(400);
  });

  test('that is a script stays text', async () => {
    const name = '<script>alert(1)</script><img src=x onerror=alert(1)>';
    const made = await staff.browser.send<CustomerModel>('POST', '/api/v1/customers', customerBody(name));
    const read = await staff.browser.raw(`/api/v1/customers/${made.body.id}`);
    expect(read.headers.get('content-type')).toBe('application/json');
    expect(read.headers.get('x-content-type-options')).toBe('nosniff');
    expect(read.headers.get('content-security-policy')).toContain("default-src 'none'");
    const body: CustomerModel = JSON.parse(await read.text());
    expect(body.name).toBe(name);
  });

  test('a parameter that stands there twice is refused', async () => {
    expect((await staff.browser.get('/api/v1/customers?limit=1&limit=2')).status).toBe(400);
  });
});

describe('a cursor', () => {
  test('leads to the next page, and nowhere when it was changed or is another’s', async () => {
    for (let i = 0; i < 3; i++) await world.customer(staff, `Customer ${i}`);
    const first = await staff.browser.get<CustomerListModel>('/api/v1/customers?limit=2');
    const { next } = first.body;
    expect(next).not.toBeNull();
    const at = (path: string, after: string, browser = staff.browser) =>
      browser.get<Problem>(`${path}?limit=2&after=${encodeURIComponent(after)}`);
    expect((await at('/api/v1/customers', next ?? '')).status).toBe(200);
    const [body = '', signature = ''] = next?.split('.') ?? [];
    const other = Buffer.from(
      Buffer.from(body, 'base64url')
        .toString()
        .replace(/[0-9a-f]/, 'x'),
    ).toString('base64url');
    const colleague = await world.staff(tenant);
    for (const [path, after, browser] of [
      ['/api/v1/customers', `${other}.${signature}`, staff.browser],
      ['/api/v1/customers', body, staff.browser],
      ['/api/v1/invoices', next ?? '', staff.browser],
      ['/api/v1/customers', next ?? '', colleague.browser],
    ] as const) {
      const refused = await at(path, after, browser);
      expect([refused.status, refused.body.code]).toEqual([400, 'invalid_cursor']);
    }
  });
});

describe('a key that repeats a request', () => {
  test('gets the first answer, and makes nothing twice', async () => {
    const again = key();
    const body = customerBody('Once Ltd');
    const first = await staff.browser.send<CustomerModel>('POST', '/api/v1/customers', body, again);
    const second = await staff.browser.send<CustomerModel>('POST', '/api/v1/customers', body, again);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.id).toBe(first.body.id);
    expect([first.headers.get('idempotent-replayed'), second.headers.get('idempotent-replayed')]).toEqual([
      null,
      'true',
    ]);
    const other = await staff.browser.send<Problem>('POST', '/api/v1/customers', customerBody('Twice Ltd'), again);
    expect([other.status, other.body.code]).toEqual([409, 'key_reused']);
  });

  test('pressed many times at once makes one', async () => {
    const again = key();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        staff.browser.send<CustomerModel>('POST', '/api/v1/customers', customerBody('Rush Ltd'), again),
      ),
    );
    expect(new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.id)).size).toBe(1);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
  });

  test('is another’s own: the same key of a colleague is a new request', async () => {
    const again = key();
    const colleague = await world.staff(tenant);
    const make = ({ browser }: Staff) =>
      browser.send<CustomerModel>('POST', '/api/v1/customers', customerBody('Mine Ltd'), again);
    const [mine, theirs] = [await make(staff), await make(colleague)];
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(mine.body.id).not.toBe(theirs.body.id);
  });

  test('is required where a document is issued', async () => {
    const customer = await world.customer(staff);
    const draft = await world.draft(staff, customer.id);
    const refused = await staff.browser.send<Problem>('POST', `/api/v1/invoices/${draft.id}/issue`, {});
    expect([refused.status, refused.body.code]).toEqual([400, 'idempotency_key_required']);
  });
});

describe('an API key', () => {
  const makeKey = async (role: string, by = staff) =>
    by.browser.send<NewApiKeyModel & Problem>('POST', '/api/v1/api-keys', { name: 'nightly', role });
  const tokenOf = async (apiKey: string) => {
    const answer = await fetch(`${world.base}/api/v1/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ apiKey }),
    });
    const body = (await answer.json()) as { accessToken: string; expiresIn: number };
    return { status: answer.status, ...body };
  };
  const call = (token: string, path = '/api/v1/customers') =>
    fetch(`${world.base}${path}`, { headers: { authorization: `Bearer ${token}` } });

  test('gets a program a token that speaks for the tenant with the key’s role', async () => {
    const { body } = await makeKey('readOnly');
    const token = await tokenOf(body.key);
    expect(token.expiresIn).toBe(900);
    expect((await call(token.accessToken)).status).toBe(200);
    const write = await fetch(`${world.base}/api/v1/customers`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(customerBody('No Ltd')),
    });
    expect(write.status).toBe(403);
    const basic = await fetch(`${world.base}/api/v1/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`purser:${body.key}`).toString('base64')}` },
    });
    expect(basic.status).toBe(200);
  });

  test('is nowhere stored', async () => {
    const { body } = await makeKey('readOnly');
    const rows = [
      await world.admin`select * from gateway.api_keys`,
      await world.admin`select * from gateway.api_key_doors`,
    ];
    expect(JSON.stringify(rows)).not.toContain(body.key.slice(20));
    const list = await staff.browser.raw('/api/v1/api-keys');
    expect(await list.text()).not.toContain(body.key.slice(20));
  });

  test('revoked ends its tokens within seconds', async () => {
    const { body } = await makeKey('admin');
    const { accessToken } = await tokenOf(body.key);
    expect((await call(accessToken)).status).toBe(200);
    expect((await staff.browser.send('DELETE', `/api/v1/api-keys/${body.id}`)).status).toBe(204);
    await until('the token is over', async () => (await call(accessToken)).status === 401, 10_000);
    expect((await tokenOf(body.key)).status).toBe(401);
  });

  test('may not do more than who makes it, and makes no keys itself', async () => {
    const admin = await world.staff(tenant, 'admin');
    const refused = await makeKey('owner', admin);
    expect([refused.status, refused.body.code]).toEqual([403, 'role_above_own']);
    const { body } = await makeKey('owner');
    const { accessToken } = await tokenOf(body.key);
    expect((await call(accessToken, '/api/v1/api-keys')).status).toBe(403);
    const support = await world.staff(tenant, 'support');
    expect((await makeKey('readOnly', support)).status).toBe(403);
  });

  test('another tenant’s token finds nothing of this one', async () => {
    const customer = await world.customer(staff);
    const stranger = await world.staff(await world.tenant());
    const { body } = await makeKey('owner', stranger);
    const { accessToken } = await tokenOf(body.key);
    expect((await call(accessToken, `/api/v1/customers/${customer.id}`)).status).toBe(404);
  });

  test('a token that was changed, signed otherwise or not at all is none', async () => {
    const { body } = await makeKey('readOnly');
    const { accessToken } = await tokenOf(body.key);
    const [head = '', claims = '', mac = ''] = accessToken.split('.');
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const read = JSON.parse(Buffer.from(claims, 'base64url').toString());
    const owner = encode({ ...read, role: 'owner' });
    const none = encode({ alg: 'none', typ: 'JWT' });
    const guessed = createHmac('sha256', 'secret').update(`${head}.${claims}`).digest('base64url');
    for (const forged of [
      `${head}.${owner}.${mac}`,
      `${none}.${owner}.`,
      `${none}.${claims}.${mac}`,
      `${encode({ alg: 'HS512', typ: 'JWT' })}.${claims}.${mac}`,
      `${head}.${claims}.${guessed}`,
      `${head}.${claims}`,
      `${accessToken}.x`,
      'x',
    ])
      expect((await call(forged)).status).toBe(401);
    expect((await call(accessToken)).status).toBe(200);
  });

  test('a wrong token is not made good by a cookie', async () => {
    const answer = await staff.browser.raw('/api/v1/customers', { headers: { authorization: 'Bearer x' } });
    expect(answer.status).toBe(401);
  });
});

test('what goes wrong says nothing of what is inside', async () => {
  const unknown = await staff.browser.get<Record<string, unknown>>('/api/v1/no-such-thing');
  expect(unknown.headers.get('content-type')).toBe('application/problem+json');
  expect(Object.keys(unknown.body).sort()).toEqual(['code', 'detail', 'status', 'title', 'type']);
  // Nobody plays payments here.
  const away = await staff.browser.get<Problem>('/api/v1/payments');
  expect(away.status).toBe(503);
  expect(away.headers.get('retry-after')).toBe('2');
  expect(JSON.stringify(away.body)).not.toMatch(/qry|nats|listens|payments\./i);
});

test('an id of one kind is none of another', async () => {
  const customer = await world.customer(staff);
  expect((await staff.browser.get(`/api/v1/invoices/${customer.id}`)).status).toBe(400);
  expect((await staff.browser.get<InvoiceModel>(`/api/v1/invoices/${customer.id.replace('cus', 'inv')}`)).status).toBe(
    404,
  );
});
