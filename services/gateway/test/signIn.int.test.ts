import { directory } from '@purser/contracts';
import { platformTenant } from '@purser/message';
import { asService, until } from '@purser/testing';
import { hashPassword } from '@purser/vault';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SessionEntryModel, SessionModel } from '../src/api/models/session.ts';
import type { Browser } from './browser.ts';
import { openWorld, password, type Tenant, type World } from './world.ts';

const cookie = '__Host-purser-staff';
let world: World;
let tenant: Tenant;
beforeAll(async () => {
  world = await openWorld();
  tenant = await world.tenant();
});
afterAll(() => world?.stop());

const who = (browser: Browser) => browser.get<SessionModel>('/api/v1/session');

describe('a session', () => {
  test('is carried by a cookie that scripts and other sites do not get', async () => {
    const { email } = await world.person(tenant);
    const answer = await world.browser().send('POST', '/api/v1/session', { email, password });
    const line = answer.headers.getSetCookie().find((each) => each.startsWith(cookie));
    expect(line).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(line).not.toContain('Domain');
  });

  test('never takes over a token that the browser brought', async () => {
    const { email } = await world.person(tenant);
    const browser = world.browser();
    browser.cookies.set(cookie, 'a'.repeat(43));
    await world.signIn(email, browser);
    expect(browser.cookies.get(cookie)).not.toBe('a'.repeat(43));
    const planted = world.browser();
    planted.cookies.set(cookie, 'a'.repeat(43));
    const refused = await who(planted);
    expect(refused.status).toBe(401);
    // Such an answer may come late, when the browser holds the cookie of a new sign-in.
    expect(refused.headers.getSetCookie()).toEqual([]);
  });

  test('of before ends when the same browser signs in again', async () => {
    const staff = await world.staff(tenant);
    const thief = world.browser();
    thief.cookies.set(cookie, staff.browser.cookies.get(cookie) ?? '');
    expect((await who(thief)).status).toBe(200);
    await world.signIn(staff.email, staff.browser);
    expect((await who(thief)).status).toBe(401);
    expect((await who(staff.browser)).status).toBe(200);
  });

  test('that was signed out of is of no use to who stole its cookie', async () => {
    const staff = await world.staff(tenant);
    const thief = world.browser();
    thief.cookies.set(cookie, staff.browser.cookies.get(cookie) ?? '');
    expect((await staff.browser.send('DELETE', '/api/v1/session')).status).toBe(204);
    expect((await who(thief)).status).toBe(401);
  });

  test('ends after twelve idle hours, and after seven days whatever happens', async () => {
    const [idle, old] = [await world.staff(tenant), await world.staff(tenant)];
    await world.admin`update gateway.sessions set seen_at = seen_at - interval '12 hours' where person_id = ${idle.staffId}`;
    await world.admin`update gateway.sessions set expires_at = expires_at - interval '7 days' where person_id = ${old.staffId}`;
    expect((await who(idle.browser)).status).toBe(401);
    expect((await who(old.browser)).status).toBe(401);
  });

  test('is nowhere stored in a form that opens it', async () => {
    const staff = await world.staff(tenant);
    const rows = await world.admin`select * from gateway.sessions`;
    expect(JSON.stringify(rows)).not.toContain(staff.browser.cookies.get(cookie));
  });

  test('can be ended from another browser, by its owner alone', async () => {
    const staff = await world.staff(tenant);
    const { browser: laptop } = await world.signIn(staff.email);
    const list = await staff.browser.get<{ data: SessionEntryModel[] }>('/api/v1/sessions');
    const other = list.body.data.find(({ current }) => !current);
    const stranger = await world.staff(tenant);
    expect((await stranger.browser.send('DELETE', `/api/v1/sessions/${other?.id}`)).status).toBe(404);
    expect((await who(laptop)).status).toBe(200);
    expect((await staff.browser.send('DELETE', `/api/v1/sessions/${other?.id}`)).status).toBe(204);
    expect((await who(laptop)).status).toBe(401);
  });

  test('ends everywhere else when the password changes', async () => {
    const staff = await world.staff(tenant);
    const { browser: laptop } = await world.signIn(staff.email);
    const next = 'a whole new phrase to remember';
    const wrong = await staff.browser.send('POST', '/api/v1/session/password', { current: 'not it', next });
    expect(wrong.status).toBe(422);
    expect((await who(laptop)).status).toBe(200);
    expect((await staff.browser.send('POST', '/api/v1/session/password', { current: password, next })).status).toBe(
      204,
    );
    expect((await who(laptop)).status).toBe(401);
    expect((await who(staff.browser)).status).toBe(200);
    const old = await world.browser().send('POST', '/api/v1/session', { email: staff.email, password });
    expect(old.status).toBe(401);
  });

  test('is not had by a password that somebody else gave, until its owner chose one', async () => {
    const staff = await world.staff(tenant);
    const { email, staffId } = staff;
    const self = asService(platformTenant, 'gateway');
    const given = 'given by the operator';
    const { client } = world.platform;
    const passwordHash = await hashPassword(given);
    await client.command(directory.setPassword, { staffId, passwordHash, mustChange: true }, self);
    const browser = world.browser();
    const signIn = (body: object) => browser.send('POST', '/api/v1/session', { email, ...body });
    expect(await signIn({ password: given })).toMatchObject({ status: 403, body: { code: 'password_given' } });
    expect(await signIn({ password: 'wrong', newPassword: 'a phrase of my own choice' })).toMatchObject({
      status: 401,
    });
    expect(await signIn({ password: given, newPassword: given })).toMatchObject({ status: 422 });
    expect(await signIn({ password: given, newPassword: 'too short' })).toMatchObject({ status: 400 });
    expect(browser.cookies.get(cookie)).toBeUndefined();
    expect((await who(staff.browser)).status).toBe(200);
    const own = 'a phrase of my own choice';
    expect((await signIn({ password: given, newPassword: own })).status).toBe(200);
    expect((await who(browser)).status).toBe(200);
    // What was open under the password before ends.
    expect((await who(staff.browser)).status).toBe(401);
    expect((await signIn({ password: given })).status).toBe(401);
    expect((await signIn({ password: own })).status).toBe(200);
    expect(await signIn({ password: own, newPassword: 'another phrase of mine' })).toMatchObject({
      status: 422,
      body: { code: 'password_own' },
    });
  });

  test('of somebody who was removed ends within seconds', async () => {
    const staff = await world.staff(tenant);
    expect((await who(staff.browser)).status).toBe(200);
    const self = asService(platformTenant, 'gateway');
    await world.platform.client.command(
      directory.setMembership,
      { staffId: staff.staffId, tenantId: tenant.id, role: null },
      self,
    );
    await until('they are out', async () => (await who(staff.browser)).status === 401, 10_000);
  });

  test('changes hands between the tenants one works for, and no others', async () => {
    const staff = await world.staff(tenant);
    const [second, foreign] = [await world.tenant(), await world.tenant()];
    const self = asService(platformTenant, 'gateway');
    await world.platform.client.command(
      directory.setMembership,
      { staffId: staff.staffId, tenantId: second.id, role: 'readOnly' },
      self,
    );
    const { browser } = await world.signIn(staff.email);
    const to = (id: string) =>
      browser.send<SessionModel>('POST', '/api/v1/session/tenant', { tenantId: `ten_${id.replaceAll('-', '')}` });
    expect((await to(foreign.id)).status).toBe(404);
    expect((await to(second.id)).body).toMatchObject({
      role: 'readOnly',
      tenant: { id: `ten_${second.id.replaceAll('-', '')}` },
    });
    const refused = await browser.send<{ code: string }>('POST', '/api/v1/customers', {
      name: 'Ada',
      email: 'ada@ada.example',
    });
    expect([refused.status, refused.body.code]).toEqual([403, 'not_allowed']);
  });
});

describe('sign-in', () => {
  const tryFrom = (address: string, email: string, guess: string, browser?: Browser) =>
    (browser ?? world.browser()).send<{ code: string }>(
      'POST',
      '/api/v1/session',
      { email, password: guess },
      { 'x-forwarded-for': address },
    );

  test('says the same of an unknown address and of a wrong password', async () => {
    const { email } = await world.person(tenant);
    const [wrong, unknown] = [
      await tryFrom('192.0.2.1', email, 'wrong'),
      await tryFrom('192.0.2.1', `no-${email}`, 'wrong'),
    ];
    expect([wrong.status, wrong.body]).toEqual([unknown.status, unknown.body]);
    expect(wrong.body.code).toBe('wrong_credentials');
  });

  test('flooded from one network lets its owner in from another, and from a browser known to us', async () => {
    const { email } = await world.person(tenant);
    const known = world.browser();
    expect((await tryFrom('198.51.100.7', email, password, known)).status).toBe(200);
    await known.send('DELETE', '/api/v1/session');
    const flood = await Promise.all(
      Array.from({ length: 14 }, (_, i) => tryFrom(`198.51.100.${i + 20}`, email, `guess ${i}`)),
    );
    const stopped = flood.filter(({ status }) => status === 429);
    expect(stopped.length).toBeGreaterThanOrEqual(4);
    expect(Number(stopped[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    // From that network not even the right password helps now, but for the browser that was here before.
    expect((await tryFrom('198.51.100.99', email, password)).status).toBe(429);
    expect((await tryFrom('198.51.100.99', email, password, known)).status).toBe(200);
    expect((await tryFrom('203.0.113.5', email, password)).status).toBe(200);
  });

  test('tries of many people from one network are stopped too', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 64; i++) statuses.push((await tryFrom('233.252.0.9', `nobody${i}@x.example`, 'guess')).status);
    expect(statuses.slice(0, 60).every((status) => status === 401)).toBe(true);
    expect(statuses.slice(60)).toEqual([429, 429, 429, 429]);
  });

  test('a device cookie that was made up, or is another person’s, frees nobody of the count', async () => {
    const [mine, theirs] = [await world.person(tenant), await world.person(tenant)];
    const browser = world.browser();
    await tryFrom('192.0.2.200', mine.email, password, browser);
    const flood = async (device: string) => {
      const attacker = world.browser();
      attacker.cookies.set('__Host-purser-device', device);
      let last = 0;
      for (let i = 0; i < 11; i++) last = (await tryFrom('192.0.2.210', theirs.email, `guess ${i}`, attacker)).status;
      return last;
    };
    expect(await flood(browser.cookies.get('__Host-purser-device') ?? '')).toBe(429);
    expect((await tryFrom('192.0.2.210', theirs.email, 'guess')).status).toBe(429);
  });

  test('an address in X-Forwarded-For that a client wrote itself is not believed', async () => {
    const { email } = await world.person(tenant);
    let last = 0;
    for (let i = 0; i < 11; i++) last = (await tryFrom(`10.1.${i}.1, 192.0.2.77`, email, 'guess')).status;
    expect(last).toBe(429);
  });
});

describe('a request that changes something', () => {
  const make = (browser: Browser, headers: Record<string, string | null>) =>
    browser.send<{ code: string }>('POST', '/api/v1/customers', { name: 'Eve', email: 'eve@x.example' }, headers);

  test.each([
    ['without a token', { 'x-csrf-token': null }, 'csrf_token'],
    ['with a made-up token', { 'x-csrf-token': 'x'.repeat(43) }, 'csrf_token'],
    ['from another site', { origin: 'https://evil.example' }, 'cross_site'],
    ['from a sandboxed frame', { origin: 'null' }, 'cross_site'],
    ['from a neighbour', { 'sec-fetch-site': 'same-site' }, 'cross_site'],
    ['from nowhere', { origin: null }, 'cross_site'],
  ])('is refused %s', async (_name, headers, code) => {
    const { browser } = await world.staff(tenant);
    const refused = await make(browser, headers);
    expect([refused.status, refused.body.code]).toEqual([403, code]);
  });

  test('is refused with another session’s token', async () => {
    const [mine, theirs] = [await world.staff(tenant), await world.staff(tenant)];
    expect((await make(mine.browser, { 'x-csrf-token': theirs.session.csrfToken })).status).toBe(403);
    expect((await make(mine.browser, {})).status).toBe(201);
  });

  test('is refused as a form, which other sites can send', async () => {
    const { browser } = await world.staff(tenant);
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x', null]) {
      const refused = await make(browser, { 'content-type': type });
      expect([refused.status, refused.body.code]).toEqual([415, 'content_type']);
    }
  });

  test('of a stranger, such as a sign-in into the attacker’s account, is refused from another site', async () => {
    const { email } = await world.person(tenant);
    const forged = await world
      .browser()
      .send('POST', '/api/v1/session', { email, password }, { origin: 'https://evil.example' });
    expect(forged.status).toBe(403);
  });
});
