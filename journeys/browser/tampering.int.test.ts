import { cards, cookieOf, payerOf, staffAt, type Visitor } from '@purser/local/people';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bill, chargesFor, type House, invoiceOf, openHouse, openShop, type Shop, shownAs } from './house.ts';
import { openElsewhere } from './people/elsewhere.ts';
import { journey } from './people/patience.ts';

let house: House;
let shop: Shop;
beforeAll(async () => {
  house = await openHouse();
  shop = await openShop(house.town);
});
afterAll(() => house?.stop());

const staffCookie = '__Host-purser-staff';

/** What the platform says to a cookie that somebody brings from elsewhere. */
const sessionWith = (token: string | undefined) =>
  fetch(`${house.town.edge.url}/api/v1/session`, { headers: { cookie: `${staffCookie}=${token}` } });

test.each([
  ['another amount', { amount: 12_001 }, 422, 'amount_exceeds_due'],
  ['a refund of it', { amount: -12_000 }, 400, 'invalid_input'],
  ['part of a penny', { amount: 0.5 }, 400, 'invalid_input'],
  ['another currency', { amount: 100, currency: 'jpy' }, 400, 'invalid_input'],
  ['another payer', { customerId: 'cus_00000000000000000000000000000001' }, 400, 'invalid_input'],
  ['a price of its own', { amount: 12_000, total: 1 }, 400, 'invalid_input'],
] as const)('a browser that sends %s is refused, and nothing is taken', journey, async (_, body, status, code) => {
  const { town, browser } = house;
  const { link, invoiceId } = await bill(town, shop);
  const payer = await payerOf(browser);
  await payer.openLink(link);
  await payer.page.route('**/api/v1/portal/invoices/*/payments', (route) =>
    route.continue({ postData: JSON.stringify(body) }),
  );
  const answer = payer.page.waitForResponse('**/api/v1/portal/invoices/*/payments');
  await payer.choose('all');
  const refused = await answer;
  expect({ status: refused.status(), code: (await refused.json()).code }).toEqual({ status, code });
  await payer.page
    .getByRole('alert')
    .getByText(/nothing was (taken|changed)/i)
    .waitFor();
  expect(await invoiceOf(town, shop, invoiceId)).toMatchObject({ paid: 0, held: 0, due: 12_000 });
  expect(await chargesFor(town, invoiceId)).toEqual([]);
  await payer.leave();
});

test(
  "a browser that names another invoice finds none: not a stranger's, not another of the same customer's",
  journey,
  async () => {
    const { town, browser } = house;
    const [mine, hers] = [await bill(town, shop), await bill(town, shop)];
    const another = await town.invoice(shop, mine.customerId);
    for (const invoiceId of [hers.invoiceId, another]) {
      const payer = await payerOf(browser);
      await payer.openLink(mine.link);
      await payer.page.route('**/api/v1/portal/invoices/*/payments', (route) =>
        route.continue({ url: route.request().url().replace(mine.shownId, shownAs('inv', invoiceId)) }),
      );
      const answer = payer.page.waitForResponse('**/payments');
      await payer.choose('all');
      expect((await answer).status()).toBe(404);
      expect(await invoiceOf(town, shop, invoiceId)).toMatchObject({ held: 0, due: 12_000 });
      await payer.leave();
    }
  },
);

test('what the browser tells Stripe of the amount changes nothing', journey, async () => {
  const { town, browser } = house;
  const { link, invoiceId } = await bill(town, shop);
  const payer = await payerOf(browser);
  await payer.openLink(link);
  await payer.page.route('**/v1/payment_intents/*/confirm', async (route) => {
    const form = new URLSearchParams(route.request().postData() ?? '');
    form.set('amount', '1');
    form.set('currency', 'jpy');
    await route.continue({ postData: form.toString() });
  });
  await payer.choose('all');
  await payer.typeCard(cards.good);
  const answer = payer.page.waitForResponse('**/v1/payment_intents/*/confirm');
  await payer.pressPay();
  expect((await answer).status()).toBe(400);
  await payer.page.getByRole('alert').waitFor();
  expect(await chargesFor(town, invoiceId)).toEqual([]);
  expect((await invoiceOf(town, shop, invoiceId)).paid).toBe(0);
  await payer.leave();
});

test('a session that somebody planted before the sign-in is not the session after it', journey, async () => {
  const { town, browser } = house;
  const attacker = await staffAt(browser, town.edge.url);
  const theirs = await openShop(town);
  await attacker.signIn(theirs.owner);
  const planted = await cookieOf(attacker, staffCookie);
  expect((await sessionWith(planted)).status).toBe(200);
  const victim = await staffAt(browser, town.edge.url);
  await victim.page.goto('/admin');
  // The page has asked who is here, and has nothing more under way.
  await victim.page.getByLabel('Password').waitFor();
  await victim.context.addCookies([
    {
      name: staffCookie,
      value: planted ?? '',
      url: town.edge.url.replace('http:', 'https:'),
      secure: true,
      httpOnly: true,
      sameSite: 'Lax',
    },
  ]);
  const signedIn =
    await victim.page.evaluate<number>(`fetch('/api/v1/session', { method: 'POST', headers: { 'content-type': 'application/json' },
    body: ${JSON.stringify(JSON.stringify({ email: shop.owner.email, password: shop.owner.password }))} }).then(({ status }) => status)`);
  expect(signedIn).toBe(200);
  const own = await cookieOf(victim, staffCookie);
  expect(own).not.toBe(planted);
  expect(own).toMatch(/^[\w-]{43}$/);
  expect((await sessionWith(planted)).status).toBe(401);
  expect(await (await sessionWith(own)).json()).toMatchObject({ staff: { email: shop.owner.email } });
  await Promise.all([attacker.leave(), victim.leave()]);
});

test('a stolen cookie is worth nothing once its owner signed out', journey, async () => {
  const { town, browser } = house;
  const staff = await staffAt(browser, town.edge.url);
  await staff.signIn(shop.owner);
  const stolen = await cookieOf(staff, staffCookie);
  expect((await sessionWith(stolen)).status).toBe(200);
  // No script of a page can read it in the first place.
  expect(await staff.page.evaluate('document.cookie')).toBe('');
  await staff.signOut();
  expect((await sessionWith(stolen)).status).toBe(401);
  expect(await cookieOf(staff, staffCookie)).toBeUndefined();
  await staff.leave();
});

const forgery = (target: string) => `
  <iframe name="sink"></iframe>
  <form id="plain" method="post" enctype="text/plain" target="sink" action="${target}"><input name='{"reason":"forged","x":"' value='"}'></form>
  <form id="usual" method="post" target="sink" action="${target}"><input name="reason" value="forged"></form>
  <script>
    const body = JSON.stringify({ reason: 'forged' });
    globalThis.tried = async () => {
      const tries = [
        { mode: 'no-cors', body, headers: { 'content-type': 'text/plain' } },
        { mode: 'no-cors', body: new Blob([body]) },
        { mode: 'cors', body, headers: { 'content-type': 'application/json', 'x-csrf-token': 'guess' } },
      ];
      for (const each of tries) await fetch('${target}', { method: 'POST', credentials: 'include', ...each }).catch(() => {});
      navigator.sendBeacon('${target}', body);
      for (const id of ['plain', 'usual']) {
        const landed = new Promise((done) => document.querySelector('iframe').addEventListener('load', done, { once: true }));
        document.getElementById(id).submit();
        await landed;
      }
      return tries.length;
    };
  </script>`;

test.each(['localhost', '127.0.0.1'] as const)(
  'a page of another origin (%s) can have nothing done in the name of who is signed in',
  journey,
  async (host) => {
    const { town, browser } = house;
    const { shownId, invoiceId } = await bill(town, shop);
    const target = `${town.edge.url}/api/v1/invoices/${shownId}/void`;
    const elsewhere = await openElsewhere(forgery(target));
    const staff = await staffAt(browser, town.edge.url);
    await staff.signIn(shop.owner);
    const answers = await listenTo(staff, target);
    await staff.page.goto(elsewhere.at(host));
    expect(await staff.page.evaluate('tried()')).toBe(3);
    await expect.poll(() => answers.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(4);
    expect(answers.filter(({ status }) => status !== 401 && status !== 403)).toEqual([]);
    // From an origin of the same site the cookie comes along, and helps no more.
    expect(answers.some(({ withCookie }) => withCookie)).toBe(host === '127.0.0.1');
    expect((await invoiceOf(town, shop, invoiceId)).status).toBe('open');
    await staff.leave();
    await elsewhere.stop();
  },
);

type Answer = { status: number; withCookie: boolean };

/** What the server says to each POST to this address, also where the browser keeps the answer from the page that asked. */
async function listenTo({ context, page }: Visitor, target: string): Promise<Answer[]> {
  const answers: Answer[] = [];
  const hasCookie = (cookie = '') => cookie.includes(staffCookie);
  // Forms, which take a frame elsewhere.
  context.on('response', async (response) => {
    const request = response.request();
    if (response.url() !== target || request.method() !== 'POST' || !request.isNavigationRequest()) return;
    answers.push({ status: response.status(), withCookie: hasCookie((await request.allHeaders()).cookie) });
  });
  const network = await context.newCDPSession(page);
  const asked = new Map<string, { withCookie?: boolean; status?: number; isPost?: boolean }>();
  const learn = (id: string, facts: { withCookie?: boolean; status?: number; isPost?: boolean }) => {
    const { withCookie, status, isPost } = { ...asked.get(id), ...facts };
    asked.set(id, { ...asked.get(id), ...facts });
    if (!isPost || withCookie === undefined || status === undefined) return;
    answers.push({ status, withCookie });
    asked.delete(id);
  };
  network.on('Network.requestWillBeSent', ({ requestId, request, type }) =>
    learn(requestId, { isPost: request.url === target && request.method === 'POST' && type !== 'Document' }),
  );
  network.on('Network.requestWillBeSentExtraInfo', ({ requestId, headers }) =>
    learn(requestId, { withCookie: hasCookie(headers.Cookie ?? headers.cookie) }),
  );
  network.on('Network.responseReceivedExtraInfo', ({ requestId, statusCode }) =>
    learn(requestId, { status: statusCode }),
  );
  await network.send('Network.enable');
  return answers;
}

test('no page of ours can be framed by another', journey, async () => {
  const { town, browser } = house;
  const { link } = await bill(town, shop);
  const elsewhere = await openElsewhere(
    `<iframe src="${link}"></iframe><iframe src="${town.edge.url}/admin"></iframe>`,
  );
  const payer = await payerOf(browser);
  await payer.page.goto(elsewhere.at('localhost'));
  const texts = await Promise.all(
    payer.page
      .frames()
      .slice(1)
      .map((frame) => frame.locator('body').textContent()),
  );
  expect(texts).toHaveLength(2);
  for (const text of texts) expect(text).not.toMatch(/NW-|Sign in/);
  expect(payer.faults.join(' ')).toContain('frame-ancestors');
  await payer.leave();
  await elsewhere.stop();
});
