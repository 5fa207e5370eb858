import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type StripeJsBed, startStripeJsBed } from './stripejsBed.ts';
import type { Payer } from './stripejsPage.ts';
import { publishableKey, secretKey } from './testbed.ts';

let bed: StripeJsBed;
let payer: Payer;
beforeAll(async () => {
  bed = await startStripeJsBed();
});
afterAll(() => bed.stop());
afterEach(async () => {
  expect(await payer.faults()).toEqual([]);
  await payer.leave();
});

const open = async (opening = {}) => {
  const { clientSecret } = await bed.intent();
  payer = await bed.payerFor(clientSecret, opening);
  return clientSecret;
};
const number = () => payer.card.getByLabel('Card number');
const frameHash = () => payer.page.evaluate<string>('new URL(document.querySelector("#pay iframe").src).hash');

describe('the card stays in its frame', () => {
  it('the page sees nothing of it: not in its document, its messages, nor through the frame', async () => {
    await open();
    await payer.type({ number: '4000000000000002', cvc: '987' });
    await payer.shop.evaluate((shop) => shop.pay());
    await payer.type({ number: '5555555555554444', cvc: '765' });
    await payer.shop.evaluate((shop) => shop.pay());
    const heard = await payer.page.evaluate<{ origin: string; text: string }[]>('globalThis.heard');
    expect(heard.length).toBeGreaterThan(5);
    const seen = [
      ...heard.map(({ text }) => text),
      await payer.page.content(),
      JSON.stringify(await payer.shop.evaluate((shop) => [shop.changes(), shop.seen()])),
    ].join('\n');
    for (const secret of ['4000000000000002', '4000 0000 0000 0002', '5555555555554444', '5555 5555', '"987"', '"765"'])
      expect(seen).not.toContain(secret);
    expect(await payer.page.evaluate('document.querySelector("#pay iframe").contentDocument')).toBeNull();
    await expect(
      payer.page.evaluate('document.querySelector("#pay iframe").contentWindow.document.body.innerHTML'),
    ).rejects.toThrow(/cross-origin/i);
    expect([...new Set(heard.map(({ origin }) => origin))]).toEqual([bed.sandbox.url]);
  });

  it('what the page says to the API is said by frames: its own policy forbids every call', async () => {
    const clientSecret = await open();
    expect(await payer.shop.evaluate((shop, secret) => shop.retrieve(secret), clientSecret)).toMatchObject({
      paymentIntent: { status: 'requires_payment_method', client_secret: clientSecret },
    });
  });
});

describe('strangers', () => {
  /** Says something to the card's frame from a window that did not put it there. */
  async function say(address: string, message: object): Promise<void> {
    const [popup] = await Promise.all([
      payer.page.context().waitForEvent('page'),
      payer.page.evaluate((url) => void Reflect.apply(Reflect.get(globalThis, 'open'), globalThis, [url]), address),
    ]);
    await popup.waitForLoadState();
    await popup.evaluate(
      `for (let index = 0; index < opener.length; index++) opener[index].postMessage(${JSON.stringify(message)}, '*')`,
    );
    await popup.close();
  }
  /** Two rounds to the frame and back: whatever was said before has been heard. */
  const settle = async () => {
    for (let round = 0; round < 2; round++) await payer.shop.evaluate((shop) => shop.submit());
  };

  it.each([
    ['another window of the same origin', (origin: string) => `${origin}/`],
    ['another origin', (origin: string) => `${origin.replace('localhost', '127.0.0.1')}/`],
  ])('%s is not heeded, even if it knows the channel', async (_who, address) => {
    await open();
    await payer.type({});
    const channel = new URLSearchParams((await frameHash()).slice(1)).get('channel');
    await say(address(bed.server.origin), { channel, kind: 'tell', what: 'clear' });
    await settle();
    expect(await number().inputValue()).toBe('4242 4242 4242 4242');
  });

  it('the page itself is not heeded without the channel, and with it it is', async () => {
    await open();
    await payer.type({});
    const clear = (channel: string | null) =>
      payer.page.evaluate(
        `document.querySelector('#pay iframe').contentWindow.postMessage(${JSON.stringify({ channel, kind: 'tell', what: 'clear' })}, '*')`,
      );
    await clear('0'.repeat(32));
    await settle();
    expect(await number().inputValue()).toBe('4242 4242 4242 4242');
    await clear(new URLSearchParams((await frameHash()).slice(1)).get('channel'));
    await settle();
    expect(await number().inputValue()).toBe('');
  });

  it('who pretends to be the frame tells the page nothing', async () => {
    await open();
    const channel = new URLSearchParams((await frameHash()).slice(1)).get('channel');
    for (const forged of [
      { channel, kind: 'tell', what: 'height', detail: 9000 },
      { channel, kind: 'tell', what: 'change', detail: { complete: true } },
    ])
      await payer.page.evaluate(`window.postMessage(${JSON.stringify(forged)}, '*')`);
    await settle();
    expect(await payer.page.evaluate('document.querySelector("#pay iframe").style.height')).not.toBe('9000px');
    expect(await payer.shop.evaluate((shop) => shop.changes())).toEqual([]);
  });

  it('a frame that is shown by another page than it was told neither speaks to it nor works for it', async () => {
    const clientSecret = await open();
    const channel = 'f'.repeat(32);
    const lie = new URLSearchParams({ channel, page: 'http://elsewhere.test' });
    const call = { access: { publishableKey }, clientSecret };
    const heardAbout = () =>
      payer.page.evaluate<number>(`heard.filter(({ text }) => text.includes('${channel}')).length`);
    const requests = async () => Reflect.get(Object(await bed.admin('GET', '/counts')), 'requests');
    await payer.page.evaluate(`new Promise((loaded) => {
      const frame = document.createElement('iframe');
      frame.onload = loaded;
      frame.id = 'lied-to';
      frame.src = '${bed.sandbox.url}/_stripejs/backstage#${lie}';
      document.body.append(frame);
    })`);
    const before = await requests();
    const ask = { channel, kind: 'ask', id: 1, what: 'intent', detail: call };
    await payer.page.evaluate(
      `document.querySelector('#lied-to').contentWindow.postMessage(${JSON.stringify(ask)}, '*')`,
    );
    await settle();
    expect(await heardAbout()).toBe(0);
    expect(await requests()).toBe(before);
  });
});

describe('client secrets', () => {
  it('a wrong one opens no form, and the error does not repeat it', async () => {
    const { id } = await bed.intent();
    payer = await bed.payer();
    const wrong = `${id}_secret_guessed`;
    const error = await payer.shop.evaluate((shop, how) => shop.open(how), {
      key: publishableKey,
      clientSecret: wrong,
    });
    expect(error).toMatchObject({ type: 'invalid_request_error', message: expect.stringContaining('client_secret') });
    expect(JSON.stringify(error)).not.toContain('guessed');
    expect(await payer.shop.evaluate((shop) => shop.pay())).toEqual({ thrown: expect.stringContaining('has loaded') });
    expect(await payer.shop.evaluate((shop, secret) => shop.retrieve(secret), wrong)).toMatchObject({
      error: { type: 'invalid_request_error' },
    });
  });

  it.each(['', 'pi_1', 'pi_1_secret_', '../../customers_secret_x', 'cs_1_secret_2'])(
    '%j is none',
    async (clientSecret) => {
      payer = await bed.payer();
      const thrown = await payer.shop.evaluate((shop, how) => shop.open(how), { key: publishableKey, clientSecret });
      expect(thrown).toEqual({ thrown: expect.stringMatching(/IntegrationError: elements\(\) needs a clientSecret/) });
    },
  );

  it('an intent that is paid opens no form', async () => {
    const { id, clientSecret } = await bed.intent();
    await bed.stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' });
    payer = await bed.payer();
    expect(
      await payer.shop.evaluate((shop, how) => shop.open(how), { key: publishableKey, clientSecret }),
    ).toMatchObject({
      message: expect.stringContaining('terminal state'),
    });
  });

  it('a sandbox that fails is a loaderror', async () => {
    const { clientSecret } = await bed.intent();
    payer = await bed.payer();
    await bed.admin('POST', '/faults', { path: '/v1/payment_intents/*', method: 'GET', count: 1, status: 503 });
    const error = await payer.shop.evaluate((shop, how) => shop.open(how), { key: publishableKey, clientSecret });
    expect(error).toMatchObject({ type: 'api_error' });
  });
});

describe('what is not played', () => {
  it.each([
    [{ appearance: { labels: 'floating' } }, "appearance.labels 'floating'"],
    [{ appearance: { variables: { buttonPadding: '1px' } } }, 'appearance.variables.buttonPadding'],
    [{ options: { applePay: {} } }, 'options.applePay'],
    [{ options: { layout: { type: 'tabs', paymentMethodLogoPosition: 'end' } } }, 'layout.paymentMethodLogoPosition'],
    [
      { mode: { mode: 'payment', amount: 1, currency: 'usd', paymentMethodTypes: ['card'] } },
      'allowedPaymentMethodTypes',
    ],
    [
      { mode: { mode: 'payment', amount: 1, currency: 'usd', customerSessionClientSecret: 'x' } },
      'customerSessionClientSecret',
    ],
  ])('%j is refused by name', async (opening, name) => {
    const { clientSecret } = await bed.intent();
    payer = await bed.payer();
    const given = { key: publishableKey, ...('mode' in opening ? {} : { clientSecret }), ...opening };
    // The types forbid most of this; a page in plain JavaScript may say it all the same.
    const thrown = await payer.page.evaluate((how) => Reflect.get(globalThis, 'shop').open(how), given);
    expect(thrown).toEqual({ thrown: expect.stringContaining(name) });
  });

  it('methods and elements are refused by name, wrong keys without repeating them', async () => {
    await open();
    const call = (name: 'createToken' | 'confirmCardPayment') =>
      payer.shop.evaluate((shop, method) => shop.call(method), name);
    expect(await call('createToken')).toEqual({ thrown: expect.stringContaining('stripe.createToken()') });
    expect(await call('confirmCardPayment')).toEqual({ thrown: expect.stringContaining('confirmCardPayment') });
    expect(await payer.shop.evaluate((shop) => shop.create('address'))).toEqual({
      thrown: expect.stringContaining('the address Element'),
    });
    expect(await payer.shop.evaluate((shop) => shop.create('payment'))).toEqual({
      thrown: expect.stringContaining('only create one'),
    });
    for (const [key, why] of [
      [secretKey, 'must never reach a browser'],
      ['pk_live_12345678', 'live keys are refused'],
      ['pk_guess', 'takes a publishable key'],
    ] as const) {
      const made = await payer.shop.evaluate((shop, given) => shop.make(given), key);
      expect(made).toEqual({ thrown: expect.stringContaining(why) });
      expect(JSON.stringify(made)).not.toContain(key);
    }
  });

  it("is Stripe's own by name: its loader takes it without a word", async () => {
    await open();
    expect(await payer.shop.evaluate((shop) => shop.version())).toBe('endive');
  });
});

describe('who may load and frame what', () => {
  it('the script is for every page, frames and the bank too, the rest of the sandbox is not', async () => {
    await open();
    const headersOf = async (path: string) => (await fetch(`${bed.sandbox.url}${path}`)).headers;
    const script = await headersOf('/stripe.js');
    expect(script.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.get('cross-origin-resource-policy')).toBe('cross-origin');
    for (const path of ['/_stripejs/payment-element', '/_stripejs/backstage'])
      expect((await headersOf(path)).get('content-security-policy')).toContain('frame-ancestors *');
    expect((await headersOf('/_sandbox/')).get('content-security-policy')).toContain("frame-ancestors 'none'");
    for (const path of ['/_sandbox/health', '/v1/charges', '/stripe.js', '/nowhere']) {
      const headers = await headersOf(path);
      expect(headers.get('content-security-policy')).toBe("frame-ancestors 'self'");
      expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    }
    const paid = await bed.stripe.paymentIntents.create({
      amount: 2000,
      currency: 'usd',
      payment_method: 'pm_card_authenticationRequired',
      confirm: true,
      return_url: 'https://shop.test/',
    });
    const bank = new URL(paid.next_action?.redirect_to_url?.url ?? '');
    expect((await headersOf(bank.pathname)).get('content-security-policy')).toContain('frame-ancestors *');
  });
});
