import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type StripeJsBed, startStripeJsBed } from './stripejsBed.ts';
import type { Payer } from './stripejsPage.ts';

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

const challenged = '4000002760003184';

/** The payer presses a button of the bank's page, which goes away with its frame. */
const press = (name: 'Complete authentication' | 'Fail authentication') =>
  payer.bank.getByRole('button', { name }).click();

async function fillFor(clientSecret: string, number = challenged): Promise<void> {
  payer = await bed.payerFor(clientSecret);
  await payer.type({ number });
}

const addressOf = (): Record<string, string> => Object.fromEntries(new URL(payer.page.url()).searchParams);

describe('in the dialog', () => {
  it('the payer authenticates and has paid', async () => {
    const { id, clientSecret } = await bed.intent();
    await fillFor(clientSecret);
    const paying = payer.shop.evaluate((shop) => shop.pay({ returnUrl: 'https://shop.test/done' }));
    await payer.bank.getByText('20.00 USD').waitFor();
    await press('Complete authentication');
    expect(await paying).toMatchObject({ paymentIntent: { id, status: 'succeeded', next_action: null } });
    expect(await payer.page.locator('dialog').count()).toBe(0);
    expect(await bed.charges(id)).toMatchObject([
      { paid: true, payment_method_details: { card: { three_d_secure: { result: 'authenticated' } } } },
    ]);
  });

  it('who fails has not paid, is told so, and may try again', async () => {
    const { id, clientSecret } = await bed.intent();
    await fillFor(clientSecret);
    const failing = payer.shop.evaluate((shop) => shop.pay());
    await press('Fail authentication');
    expect(await failing).toMatchObject({
      error: {
        type: 'invalid_request_error',
        code: 'payment_intent_authentication_failure',
        message: expect.any(String),
        payment_intent: { id, status: 'requires_payment_method' },
      },
    });
    expect(await bed.charges(id)).toEqual([]);
    const paying = payer.shop.evaluate((shop) => shop.pay());
    await press('Complete authentication');
    expect(await paying).toMatchObject({ paymentIntent: { status: 'succeeded' } });
  });

  it.each([
    ['4000008260003178', 'insufficient_funds'],
    ['4000008400001629', 'generic_decline'],
  ])('%s authenticates and is declined all the same: %s', async (number, declineCode) => {
    const { id, clientSecret } = await bed.intent();
    await fillFor(clientSecret, number);
    const paying = payer.shop.evaluate((shop) => shop.pay());
    await press('Complete authentication');
    expect(await paying).toMatchObject({
      error: { type: 'card_error', code: 'card_declined', decline_code: declineCode, payment_intent: { id } },
    });
    expect(await bed.charges(id)).toMatchObject([{ paid: false }]);
  });

  it('Escape loses no payment, and the keyboard stays inside', async () => {
    const { clientSecret } = await bed.intent();
    await fillFor(clientSecret);
    const paying = payer.shop.evaluate((shop) => shop.pay());
    const complete = payer.bank.getByRole('button', { name: 'Complete authentication' });
    await complete.waitFor();
    expect(await payer.bank.locator('body').evaluate('document.hasFocus()')).toBe(true);
    for (let press = 0; press < 3; press++) await payer.page.keyboard.press('Escape');
    // With the focus on the page itself, the browser closes a dialog at the second Escape whatever its script wants.
    await payer.page.evaluate('document.activeElement.blur()');
    for (let press = 0; press < 3; press++) await payer.page.keyboard.press('Escape');
    expect(await payer.page.evaluate('document.querySelector("dialog").open')).toBe(true);
    const focused = new Set<unknown>();
    for (let tab = 0; tab < 8; tab++) {
      await payer.page.keyboard.press('Tab');
      focused.add(await payer.page.evaluate('document.activeElement.title'));
    }
    expect([...focused]).toEqual(['3D Secure authentication']);
    await complete.focus();
    await payer.page.keyboard.press('Enter');
    expect(await paying).toMatchObject({ paymentIntent: { status: 'succeeded' } });
  });

  it('a stranger who says that the bank is done ends nothing', async () => {
    const { clientSecret, id } = await bed.intent();
    await fillFor(clientSecret);
    const paying = payer.shop.evaluate((shop) => shop.pay());
    await payer.bank.getByRole('button', { name: 'Fail authentication' }).waitFor();
    await payer.page.evaluate(`window.postMessage({ type: 'stripe-3ds-done', intent: '${id}', passed: true }, '*')`);
    expect(await payer.page.locator('dialog[open]').count()).toBe(1);
    expect(await bed.stripe.paymentIntents.retrieve(id)).toMatchObject({ status: 'requires_action' });
    await press('Fail authentication');
    expect(await paying).toMatchObject({ error: { code: 'payment_intent_authentication_failure' } });
  });

  it('a challenge that was ended elsewhere lets the page go on', async () => {
    const { clientSecret, id } = await bed.intent();
    await fillFor(clientSecret);
    const paying = payer.shop.evaluate((shop) => shop.pay());
    await payer.bank.getByRole('button', { name: 'Complete authentication' }).waitFor();
    await bed.admin('POST', `/intents/${id}/authenticate`, { outcome: 'complete' });
    await press('Complete authentication');
    expect(await paying).toMatchObject({ paymentIntent: { status: 'succeeded' } });
    expect(await bed.charges(id)).toHaveLength(1);
  });

  it('an intent that the server confirmed is finished on the page', async () => {
    const { id, clientSecret } = await bed.intent();
    await bed.stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_authenticationRequired' });
    payer = await bed.payer();
    await payer.shop.evaluate((shop, key) => shop.make(key), 'pk_test_sandboxTests0001');
    await payer.shop.evaluate((shop, how) => shop.open(how), { key: 'pk_test_sandboxTests0001', clientSecret });
    const paying = payer.shop.evaluate((shop, secret) => shop.next(secret), clientSecret);
    await press('Complete authentication');
    expect(await paying).toMatchObject({ paymentIntent: { id, status: 'succeeded' } });
    expect(await payer.shop.evaluate((shop, secret) => shop.next(secret), clientSecret)).toEqual({
      thrown: expect.stringContaining('does not require user actions'),
    });
  });
});

describe('leading away', () => {
  it('success leads to the return address, with what Stripe adds', async () => {
    const { id, clientSecret } = await bed.intent();
    await fillFor(clientSecret, '4242424242424242');
    const back = `${bed.server.origin}/done?order=7`;
    await Promise.all([
      payer.page.waitForURL('**/done?**'),
      payer.shop.evaluate((shop, url) => void shop.payAndLeave(url), back),
    ]);
    expect(addressOf()).toEqual({
      order: '7',
      payment_intent: id,
      payment_intent_client_secret: clientSecret,
      redirect_status: 'succeeded',
    });
  });

  it('3D Secure comes first, in the dialog', async () => {
    const { id, clientSecret } = await bed.intent();
    await fillFor(clientSecret);
    await payer.shop.evaluate((shop, url) => void shop.payAndLeave(url), `${bed.server.origin}/done`);
    await Promise.all([payer.page.waitForURL('**/done?**'), press('Complete authentication')]);
    expect(addressOf()).toMatchObject({ payment_intent: id, redirect_status: 'succeeded' });
  });

  it('a refusal stays on the page', async () => {
    const { clientSecret } = await bed.intent();
    await fillFor(clientSecret, '4000000000000002');
    const told = payer.shop.evaluate((shop, url) => shop.payAndLeave(url), `${bed.server.origin}/done`);
    expect(await told).toMatchObject({ error: { type: 'card_error', decline_code: 'generic_decline' } });
    expect(payer.page.url()).toBe(`${bed.server.origin}/`);
  });

  it.each([
    ['Complete authentication', 'succeeded'],
    ['Fail authentication', 'failed'],
  ] as const)("3D Secure in a redirect: %s comes back as '%s'", async (button, status) => {
    const { id, clientSecret } = await bed.intent();
    await bed.stripe.paymentIntents.confirm(id, {
      payment_method: 'pm_card_authenticationRequired',
      return_url: `${bed.server.origin}/done`,
    });
    payer = await bed.payer();
    await payer.shop.evaluate((shop, how) => shop.open(how), { key: 'pk_test_sandboxTests0001', clientSecret });
    await payer.shop.evaluate((shop, secret) => void shop.next(secret), clientSecret);
    await payer.page.getByRole('button', { name: button }).click();
    await payer.page.waitForURL('**/done?**');
    expect(addressOf()).toEqual({
      payment_intent: id,
      payment_intent_client_secret: clientSecret,
      redirect_status: status,
    });
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '/done', ''])('%j is no return address', async (url) => {
    const { id, clientSecret } = await bed.intent();
    await fillFor(clientSecret, '4242424242424242');
    expect(await payer.shop.evaluate((shop, address) => shop.payAndLeave(address), url)).toEqual({
      thrown: expect.stringContaining('confirmParams.return_url'),
    });
    expect(await bed.charges(id)).toEqual([]);
  });
});

describe('saving a card', () => {
  it('without authentication', async () => {
    const { id: customer } = await bed.stripe.customers.create();
    const { id, clientSecret } = await bed.setup({ customer });
    await fillFor(clientSecret, '4242424242424242');
    await payer.card.getByText('charge it for later payments').waitFor();
    expect(await payer.shop.evaluate((shop) => shop.save())).toMatchObject({
      setupIntent: { id, status: 'succeeded' },
    });
    const { data } = await bed.stripe.customers.listPaymentMethods(customer);
    expect(data).toMatchObject([{ card: { last4: '4242' }, billing_details: { address: { country: 'US' } } }]);
  });

  it('with it, and then the card pays off session', async () => {
    const { id: customer } = await bed.stripe.customers.create();
    const { clientSecret } = await bed.setup({ customer });
    await fillFor(clientSecret, '4000002500003155');
    const saving = payer.shop.evaluate((shop) => shop.save({ returnUrl: 'https://shop.test/' }));
    await payer.bank.getByText('Save this card?').waitFor();
    await press('Complete authentication');
    const saved = await saving;
    expect(saved).toMatchObject({ setupIntent: { status: 'succeeded' } });
    const method = String('setupIntent' in saved ? saved.setupIntent?.payment_method : undefined);
    const later = { customer, payment_method: method, off_session: true, confirm: true };
    expect(await bed.intent(later)).toBeTruthy();
  });

  it('who fails has saved nothing', async () => {
    const { id: customer } = await bed.stripe.customers.create();
    const { id, clientSecret } = await bed.setup({ customer });
    await fillFor(clientSecret);
    const saving = payer.shop.evaluate((shop) => shop.save());
    await press('Fail authentication');
    expect(await saving).toMatchObject({
      error: { code: 'setup_intent_authentication_failure', setup_intent: { id, status: 'requires_payment_method' } },
    });
    expect((await bed.stripe.customers.listPaymentMethods(customer)).data).toEqual([]);
  });

  it('a card that is refused is not saved', async () => {
    const { id: customer } = await bed.stripe.customers.create();
    const { clientSecret } = await bed.setup({ customer });
    await fillFor(clientSecret, '4000000000000002');
    expect(await payer.shop.evaluate((shop) => shop.save())).toMatchObject({
      error: { type: 'card_error', code: 'card_declined', setup_intent: { status: 'requires_payment_method' } },
    });
    expect((await bed.stripe.customers.listPaymentMethods(customer)).data).toEqual([]);
  });

  it('a secret of the other kind is refused before anything is sent', async () => {
    const { clientSecret } = await bed.setup();
    await fillFor(clientSecret, '4242424242424242');
    expect(await payer.shop.evaluate((shop) => shop.pay())).toEqual({
      thrown: expect.stringContaining('needs the client secret of a PaymentIntent'),
    });
  });
});
