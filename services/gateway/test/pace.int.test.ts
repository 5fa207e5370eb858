import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type Staff, type World } from './world.ts';

const most = 30;
let world: World;
let loud: Staff;
let quiet: Staff;
beforeAll(async () => {
  world = await openWorld({ env: { PURSER_REQUESTS_PER_MINUTE: String(most) } });
  const tenant = await world.tenant();
  loud = await world.staff(tenant);
  quiet = await world.staff(tenant);
});
afterAll(() => world?.stop());

test('a caller who asks too often is told when to come again, and a colleague is served meanwhile', async () => {
  // More than two minutes' worth: a window that ends meanwhile cannot let all of them through.
  const replies = await Promise.all(Array.from({ length: 2 * most + 1 }, () => loud.browser.get('/api/v1/customers')));
  const refused = replies.find(({ status }) => status === 429);
  expect(refused?.body).toMatchObject({ code: 'too_many_requests', status: 429 });
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused?.headers.get('ratelimit')).toMatch(/^"minute";r=0;t=\d+$/);

  const served = await quiet.browser.get('/api/v1/customers');
  expect(served.status).toBe(200);
  expect(served.headers.get('ratelimit-policy')).toBe(`"minute";q=${most};w=60`);
});
