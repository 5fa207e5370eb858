import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type StripeJsBed, startStripeJsBed } from './stripejsBed.ts';
import type { Payer } from './stripejsPage.ts';
import { publishableKey } from './testbed.ts';

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
  const { id, clientSecret } = await bed.intent();
  payer = await bed.payerFor(clientSecret, opening);
  return id;
};
const number = () => payer.card.getByLabel('Card number');
const expiry = () => payer.card.getByLabel('Expiry date');
const shade = (property: string) =>
  number().evaluate((input, name) => {
    const style: unknown = Reflect.apply(Reflect.get(globalThis, 'getComputedStyle'), globalThis, [input]);
    return String(Reflect.get(Object(style), name));
  }, property);

it('a dark page gets a dark form, and a change of mind is followed', async () => {
  const night = {
    theme: 'night',
    variables: { colorPrimary: '#8f8cff', colorBackground: '#24252f', colorText: '#f0f0f4', borderRadius: '10px' },
    rules: { '.Input': { letterSpacing: '1px' }, '.Label': { textTransform: 'uppercase' } },
  } as const;
  await open({ appearance: night });
  expect(await shade('backgroundColor')).toBe('rgb(36, 37, 47)');
  expect(await shade('color')).toBe('rgb(240, 240, 244)');
  expect(await shade('borderRadius')).toBe('10px');
  expect(await shade('letterSpacing')).toBe('1px');
  expect(await shade('colorScheme')).toBe('dark');
  const scheme = () => payer.page.evaluate('document.querySelector("#pay iframe").style.colorScheme');
  expect(await scheme()).toBe('dark');
  await payer.shop.evaluate((shop) => shop.update({ appearance: { theme: 'stripe' } }));
  expect(await shade('backgroundColor')).toBe('rgb(255, 255, 255)');
  expect(await shade('letterSpacing')).toBe('normal');
  expect(await scheme()).toBe('light');
});

it('is formatted as it is typed, and a backspace over a gap takes a digit', async () => {
  await open();
  await number().pressSequentially('42424');
  expect(await number().inputValue()).toBe('4242 4');
  await number().press('Backspace');
  await number().press('Backspace');
  expect(await number().inputValue()).toBe('424');
  await number().fill('');
  await number().pressSequentially('378282246310005999');
  expect(await number().inputValue()).toBe('3782 822463 10005');
  for (let step = 0; step < 5; step++) await number().press('ArrowLeft');
  await number().press('Backspace');
  expect(await number().inputValue()).toBe('3782 822461 0005');
  await number().press('3');
  expect(await number().inputValue()).toBe('3782 822463 10005');
  await expiry().pressSequentially('7');
  expect(await expiry().inputValue()).toBe('07 / ');
  await expiry().pressSequentially('31');
  expect(await expiry().inputValue()).toBe('07 / 31');
  for (let step = 0; step < 3; step++) await expiry().press('Backspace');
  expect(await expiry().inputValue()).toBe('0');
});

it('says what it is to those who cannot see it, and to browsers that fill it in', async () => {
  await open();
  for (const [label, complete, mode] of [
    ['Card number', 'cc-number', 'numeric'],
    ['Expiry date', 'cc-exp', 'numeric'],
    ['Security code', 'cc-csc', 'numeric'],
    ['ZIP code', 'billing postal-code', 'numeric'],
  ] as const) {
    const input = payer.card.getByLabel(label);
    expect(await input.getAttribute('autocomplete')).toBe(complete);
    expect(await input.getAttribute('inputmode')).toBe(mode);
  }
  await payer.shop.evaluate((shop) => shop.submit());
  expect(await payer.card.locator('#number:focus').count()).toBe(1);
  expect(await number().getAttribute('aria-invalid')).toBe('true');
  expect(await number().getAttribute('aria-describedby')).toContain('number-error');
  expect(await payer.card.locator('#number-error').getAttribute('role')).toBe('alert');
  await number().fill('5555');
  expect(await payer.card.locator('#brand-name').textContent()).toBe('Card brand: mastercard');
});

it('asks for a postcode only where there is one to check', async () => {
  await open();
  const postal = payer.card.locator('#postal-field');
  await payer.card.getByLabel('Country').selectOption('GB');
  expect(await postal.textContent()).toContain('Postcode');
  await payer.card.getByLabel('Country').selectOption('DE');
  expect(await postal.isVisible()).toBe(false);
  await payer.type({ country: 'DE' });
  expect(await payer.shop.evaluate((shop) => shop.pay())).toMatchObject({ paymentIntent: { status: 'succeeded' } });
});

it('what the page never lets it ask for, the page must bring', async () => {
  await open({ options: { fields: { billingDetails: { address: 'never' } } } });
  expect(await payer.card.locator('#country').isVisible()).toBe(false);
  await payer.type({ postal: '' });
  expect(await payer.shop.evaluate((shop) => shop.pay())).toEqual({
    thrown: expect.stringContaining('billing_details.address.country'),
  });
});

it('fits into 280 pixels, and grows with its errors instead of hiding them', async () => {
  const { clientSecret } = await bed.intent();
  payer = await bed.payer('/', { viewport: { width: 280, height: 700 } });
  await payer.shop.evaluate((shop, how) => shop.open(how), { key: publishableKey, clientSecret });
  const height = () => payer.page.evaluate<number>('document.querySelector("#pay iframe").offsetHeight');
  const before = await height();
  await payer.shop.evaluate((shop) => shop.submit());
  await expect.poll(height).toBeGreaterThan(before);
  const overflow = '[document.body.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]';
  expect(await payer.card.locator('body').evaluate(overflow)).toEqual([0, 0]);
  expect(await payer.page.evaluate('document.documentElement.scrollWidth')).toBe(280);
});

it('tells the page how far it is, and no more', async () => {
  await open();
  await payer.type({});
  const told = () => payer.shop.evaluate((shop) => shop.changes());
  // The last word of the form's frame takes its way to the page.
  await expect.poll(async () => (await told()).at(-1)).toMatchObject({ complete: true });
  const changes = await told();
  expect(changes[0]).toEqual({
    elementType: 'payment',
    empty: false,
    complete: false,
    collapsed: false,
    value: { type: 'card' },
  });
  expect(await payer.shop.evaluate((shop) => shop.submit())).toEqual({ selectedPaymentMethod: 'card' });
  expect(await payer.shop.evaluate((shop) => shop.seen())).toEqual(expect.arrayContaining(['loaderstart', 'focus']));
});

it('can be cleared, locked, taken away and put back, and is gone when it is destroyed', async () => {
  await open();
  await payer.type({});
  await payer.shop.evaluate((shop) => shop.clear());
  await payer.shop.evaluate((shop) => shop.submit());
  expect(await number().inputValue()).toBe('');
  await payer.shop.evaluate((shop) => shop.readOnly());
  await payer.shop.evaluate((shop) => shop.submit());
  expect(await number().isDisabled()).toBe(true);
  await payer.shop.evaluate((shop) => shop.remount());
  expect(await number().inputValue()).toBe('');
  expect(await payer.shop.evaluate((shop) => shop.isFound())).toBe(true);
  await payer.shop.evaluate((shop) => shop.destroy());
  expect(await payer.page.locator('#pay iframe').count()).toBe(0);
  expect(await payer.shop.evaluate((shop) => shop.pay())).toEqual({
    thrown: expect.stringContaining('needs a mounted'),
  });
  expect(await payer.shop.evaluate((shop) => shop.create('payment'))).toBeUndefined();
});

it('a payer of the sandbox may pick a test card', async () => {
  const id = await open();
  await payer.card.getByLabel('Fill in a test card').selectOption('4000000000009995');
  await payer.card.locator('#postal').fill('94103');
  expect(await payer.shop.evaluate((shop) => shop.pay())).toMatchObject({
    error: { decline_code: 'insufficient_funds' },
  });
  expect(await bed.charges(id)).toHaveLength(1);
});
