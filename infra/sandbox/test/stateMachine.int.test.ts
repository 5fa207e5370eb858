import fc from 'fast-check';
import Stripe from 'stripe';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestbed, type Testbed, usd } from './testbed.ts';

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed();
});
afterAll(() => bed.stop());

const cards = [
  'pm_card_visa',
  'pm_card_visa_chargeDeclined',
  'pm_card_authenticationRequired',
  'pm_card_threeDSecureRequiredChargeDeclined',
];

const step = fc.oneof(
  fc.record({ do: fc.constant('confirm' as const), card: fc.constantFrom(...cards), offSession: fc.boolean() }),
  fc.record({ do: fc.constant('update' as const), amount: fc.integer({ min: 50, max: 9_999 }) }),
  fc.record({ do: fc.constant('authenticate' as const), outcome: fc.constantFrom('complete', 'fail') }),
  fc.record({ do: fc.constantFrom('cancel' as const, 'capture' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(id: string, next: Step): Promise<unknown> {
  switch (next.do) {
    case 'confirm':
      return bed.stripe.paymentIntents.confirm(id, {
        payment_method: next.card,
        ...(next.offSession ? { off_session: true } : {}),
      });
    case 'update':
      return bed.stripe.paymentIntents.update(id, { amount: next.amount });
    case 'authenticate':
      return bed.admin('POST', `/intents/${id}/authenticate`, { outcome: next.outcome });
    case 'cancel':
      return bed.stripe.paymentIntents.cancel(id);
    case 'capture':
      return bed.stripe.paymentIntents.capture(id);
  }
}

async function holds(id: string): Promise<void> {
  const intent = await bed.stripe.paymentIntents.retrieve(id);
  const charges = (await bed.stripe.charges.list({ payment_intent: id, limit: 100 })).data;
  const paid = charges.filter((charge) => charge.paid);
  expect(paid.length).toBeLessThanOrEqual(1);
  expect(paid.reduce((sum, charge) => sum + charge.amount_captured, 0)).toBe(intent.amount_received);
  expect(intent.amount_received > 0).toBe(intent.status === 'succeeded');
  expect(intent.amount_capturable > 0).toBe(intent.status === 'requires_capture');
  expect(intent.next_action !== null).toBe(intent.status === 'requires_action');
  expect(intent.canceled_at !== null).toBe(intent.status === 'canceled');
  if (intent.status === 'succeeded') expect(intent.amount_received).toBe(intent.amount);
  const events = (
    await bed.stripe.events.list({ types: ['payment_intent.succeeded', 'payment_intent.canceled'], limit: 100 })
  ).data;
  const ends = events.filter((event) => Reflect.get(event.data.object, 'id') === id);
  expect(ends.length).toBe(intent.status === 'succeeded' || intent.status === 'canceled' ? 1 : 0);
}

it('23: whatever is done to an intent, in any order, money is taken at most once and the intent tells the truth', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 8 }),
      fc.constantFrom('automatic', 'automatic_async', 'manual'),
      async (steps, capture_method) => {
        const { id } = await bed.stripe.paymentIntents.create({ ...usd, capture_method });
        for (const next of steps) {
          await take(id, next).catch((error: unknown) => {
            // A refusal is part of the game; a failure of the sandbox is not.
            if (error instanceof Stripe.errors.StripeError) expect(error.statusCode).toBeLessThan(500);
            else expect(String(error)).toContain(': 400 ');
          });
          await holds(id);
        }
      },
    ),
    { numRuns: 25 },
  );
});
