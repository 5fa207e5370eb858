import fc from 'fast-check';
import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { verifyEvent } from './verify.ts';

const secret = 'whsec_test_secret_one';
const now = new Date('2026-03-01T10:00:00Z');
const event = {
  id: 'evt_1',
  object: 'event',
  type: 'payment_intent.succeeded',
  livemode: false,
  data: { object: { id: 'pi_1', object: 'payment_intent' } },
};

function signed(payload: string, options: { secret?: string; age_s?: number } = {}) {
  const timestamp = Math.floor(now.getTime() / 1000) - (options.age_s ?? 0);
  return Stripe.webhooks.generateTestHeaderString({ payload, secret: options.secret ?? secret, timestamp });
}

const check = (payload: string, header: string, secrets = [secret]) =>
  verifyEvent(Buffer.from(payload), header, { secrets, form: 'snapshot' }, now);

test('a signed event is read', () => {
  const text = JSON.stringify(event);
  expect(check(text, signed(text))).toEqual({
    ok: true,
    event: { id: 'evt_1', type: event.type, form: 'snapshot', livemode: false, account: null, objectId: 'pi_1' },
  });
});

test('any secret in force will do, as during a rotation', () => {
  const text = JSON.stringify(event);
  expect(check(text, signed(text), ['whsec_the_new_one', secret]).ok).toBe(true);
});

test.each([
  ['another secret', signed(JSON.stringify(event), { secret: 'whsec_somebody_else' })],
  ['older than five minutes', signed(JSON.stringify(event), { age_s: 301 })],
  ['no signature', ''],
  ['garbage', 't=1,v1=zz'],
])('%s is refused as a bad signature', (_name, header) => {
  expect(check(JSON.stringify(event), header)).toEqual({ ok: false, why: 'signature' });
});

test('a body changed after signing is refused', () => {
  const text = JSON.stringify(event);
  expect(check(text.replace('pi_1', 'pi_2'), signed(text))).toEqual({ ok: false, why: 'signature' });
});

test.each([
  ['not JSON', 'hello'],
  ['another object', JSON.stringify({ ...event, object: 'charge' })],
  ['no id', JSON.stringify({ ...event, id: undefined })],
  ['an id that no row can hold', JSON.stringify({ ...event, id: 'evt_\0' })],
  ['a thin event', JSON.stringify({ id: 'evt_2', object: 'v2.core.event', type: 'v1.charge.succeeded' })],
])('%s is no event, though signed', (_name, text) => {
  expect(check(text, signed(text))).toEqual({ ok: false, why: 'shape' });
});

test("a charge's event goes with its intent", () => {
  const text = JSON.stringify({
    ...event,
    type: 'charge.updated',
    data: { object: { id: 'ch_1', payment_intent: 'pi_9' } },
  });
  expect(check(text, signed(text))).toMatchObject({ event: { objectId: 'pi_9' } });
});

test("what counts as signed is what counts for Stripe's SDK", () => {
  const text = JSON.stringify(event);
  const good = signed(text).split('v1=')[1] ?? '';
  const at = Math.floor(now.getTime() / 1000);
  // Not among them: an empty signature, over which the SDK trips even where another one is good.
  const part = fc.oneof(
    fc.constantFrom(`v1=${good}`, `v0=${good}`, `v1=${good.toUpperCase()}`, '', ' '),
    fc.integer({ min: -400, max: 400 }).map((age) => `t=${at - age}`),
    fc.constantFrom(`t=${at}`, 't=', 't=x', 't'),
    fc.stringMatching(/^[0-9a-f]{1,64}$/).map((hex) => `v1=${hex}`),
  );
  const agrees = (header: string) => {
    const ours = check(text, header);
    let theirs = true;
    try {
      Stripe.webhooks.constructEvent(Buffer.from(text), header, secret, 300, undefined, now.getTime());
    } catch {
      theirs = false;
    }
    expect(ours.ok).toBe(theirs);
  };
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), (parts) => agrees(parts.join(','))),
    { examples: [[[`t=${at}`, `v1=${good}`]], [['t=1', `t=${at}`, 'v1=00', `v1=${good}`]]], numRuns: 500 },
  );
});

const note = {
  id: 'evt_2',
  object: 'v2.core.event',
  type: 'v1.payment_intent.succeeded',
  livemode: false,
  created: '2026-03-01T10:00:00.000Z',
  context: 'acct_1',
  related_object: { id: 'pi_1', type: 'payment_intent', url: '/v1/payment_intents/pi_1' },
};
const checkThin = (payload: string, header: string) =>
  verifyEvent(Buffer.from(payload), header, { secrets: [secret], form: 'thin' }, now);

test('a thin event is read, with the account that its context ends at', () => {
  const read = (context: string | undefined) => {
    const text = JSON.stringify({ ...note, context });
    return checkThin(text, signed(text));
  };
  const rest = { id: 'evt_2', type: note.type, form: 'thin', livemode: false, objectId: 'pi_1' };
  expect(read('acct_1')).toEqual({ ok: true, event: { ...rest, account: 'acct_1' } });
  expect(read('org_9/acct_1')).toEqual({ ok: true, event: { ...rest, account: 'acct_1' } });
  expect(read(undefined)).toEqual({ ok: true, event: { ...rest, account: null } });
  const related_object = { id: 'acct_2', type: 'v2.core.account', url: '/v2/core/accounts/acct_2' };
  const ofAccount = JSON.stringify({ ...note, context: undefined, type: 'v2.core.account.updated', related_object });
  expect(checkThin(ofAccount, signed(ofAccount))).toMatchObject({ event: { account: 'acct_2', objectId: 'acct_2' } });
});

test('an event of the other form is none, as for Stripe’s SDK', () => {
  const text = JSON.stringify(event);
  expect(checkThin(text, signed(text))).toEqual({ ok: false, why: 'shape' });
  const stripe = new Stripe('sk_test_x');
  const at = now.getTime();
  expect(() => stripe.parseEventNotification(text, signed(text), secret, 300, undefined, at)).toThrow();
  const thin = JSON.stringify(note);
  expect(() => Stripe.webhooks.constructEvent(thin, signed(thin), secret, 300, undefined, at)).toThrow();
  expect(stripe.parseEventNotification(thin, signed(thin), secret, 300, undefined, at).id).toBe('evt_2');
});
