import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({
    env: {
      PURSER_STRIPE_JS_URL: 'https://js.stripe.example/x/stripe.js',
      PURSER_STRIPE_ORIGINS: 'https://api.stripe.example',
    },
  });
});
afterAll(() => world?.stop());

const directive = (policy: string, name: string) =>
  policy.split('; ').find((each) => each.startsWith(`${name} `)) ?? '';
const open = async (path: string) => {
  const response = await world.browser().raw(path);
  const policy = response.headers.get('content-security-policy') ?? '';
  return { response, html: await response.text(), policy, nonce: /'nonce-([\w-]+)'/.exec(policy)?.[1] };
};

test('every page has a nonce of its own, and lets no other script run', async () => {
  const [one, two] = [await open('/admin'), await open('/admin/invoices')];
  expect(one.nonce).toMatch(/^[\w-]{22}$/);
  expect(one.nonce).not.toBe(two.nonce);
  expect(one.html).toContain(`<script nonce="${one.nonce}"`);
  expect(one.html).not.toContain('__');
  expect(directive(one.policy, 'script-src')).toBe(`script-src 'nonce-${one.nonce}' 'strict-dynamic'`);
  for (const wanted of [
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "default-src 'self'",
  ])
    expect(one.policy).toContain(wanted);
  expect(one.response.headers.get('cache-control')).toBe('no-store');
  expect(one.response.headers.get('referrer-policy')).toBe('no-referrer');
  expect(one.response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(one.response.headers.get('strict-transport-security')).toContain('max-age=31536000');
});

test('only pages where one pays let Stripe in', async () => {
  const [admin, pay] = [await open('/admin'), await open('/pay')];
  expect(admin.policy).not.toContain('stripe');
  expect(directive(pay.policy, 'script-src')).toContain('https://js.stripe.example');
  expect(directive(pay.policy, 'connect-src')).toBe(
    "connect-src 'self' https://js.stripe.example https://api.stripe.example",
  );
  expect(directive(pay.policy, 'frame-src')).toBe('frame-src https://js.stripe.example https://api.stripe.example');
});

test('a page carries the time and the looks of its tenant', async () => {
  const tenant = await world.tenant();
  const { html } = await open(`/portal/${tenant.slug}`);
  const json = /<script type="application\/json" id="boot">(.*?)<\/script>/.exec(html)?.[1] ?? '';
  expect(JSON.parse(json)).toMatchObject({ locale: 'en-GB', timeZone: 'Europe/London', brand: { radius_px: 8 } });
  expect((await open('/portal/no-such-tenant')).response.status).toBe(200);
});

test('built files are served to be kept, and nothing beside them', async () => {
  const built = await world.browser().raw('/ui/assets/app-a1b2.js');
  expect([built.status, built.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
  expect(built.headers.get('cache-control')).toContain('immutable');
  const status = async (path: string) => (await world.browser().raw(path)).status;
  for (const path of [
    '/ui/admin.html',
    '/ui/..%2fprivate.js',
    '/ui/assets/..%2f..%2fprivate.js',
    '/ui/%2e%2e%2fprivate.js',
    '/ui/..%5cprivate.js',
    '/ui//etc/passwd',
  ])
    expect([path, await status(path)]).toEqual([path, 404]);
});

test('built files are packed for whoever can unpack them', async () => {
  const asked = (encoding: string) =>
    world.browser().raw('/ui/assets/app-a1b2.js', { headers: { 'accept-encoding': encoding } });
  const [small, whole] = [await asked('br, gzip'), await asked('identity')];
  expect([small.headers.get('content-encoding'), whole.headers.get('content-encoding')]).toEqual(['gzip', null]);
  expect(small.headers.get('vary')).toContain('accept-encoding');
  expect([await small.text(), await whole.text()]).toEqual(['export {};', 'export {};']);
});

test('who comes back from the books without being signed in is sent back, and nothing is connected', async () => {
  const back = await world.browser().raw('/connect/xero/callback?code=x&state=y');
  expect([back.status, back.headers.get('location')]).toEqual([
    302,
    '/admin/settings/accounting?problem=not_signed_in',
  ]);
});
