import { expect, test } from 'vitest';
import { hidden, veil } from './veil.ts';

const payload = {
  id: 'evt_1',
  data: {
    object: {
      id: 'pi_1',
      amount: 100,
      client_secret: 'pi_1_secret_x',
      receipt_email: 'ada@example.com',
      shipping: null,
      charges: [{ billing_details: { name: 'Ada', address: { city: 'London', line2: null } } }],
      metadata: { invoice_id: 'i-1', note: 'for Ada' },
    },
    previous_attributes: { receipt_email: 'old@example.com' },
  },
};

test('what tells of people is left out wherever it stands, and our own ids stay', () => {
  const shown = JSON.stringify(veil(payload, { people: false }));
  expect(shown).not.toMatch(/Ada|London|example\.com|secret_x/);
  expect(veil(payload, { people: false })).toMatchObject({
    data: { object: { amount: 100, shipping: null, metadata: { invoice_id: 'i-1', note: hidden } } },
  });
});

test('what opens something is shown to nobody', () => {
  const shown = veil(payload, { people: true });
  expect(shown).toMatchObject({ data: { object: { client_secret: hidden, receipt_email: 'ada@example.com' } } });
});
