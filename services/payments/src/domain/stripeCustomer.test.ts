import { expect, test } from 'vitest';
import { changedFields, fieldsOf } from './stripeCustomer.ts';

const address = { line1: '1 High Street', city: 'Leeds', postcode: 'LS1 1AA', country: 'GB' };
const ada = { name: 'Ada Ltd', email: 'ada@example.com', phone: '+44 113 496 0000', address };
const atStripe = {
  name: 'Ada Ltd',
  email: 'ada@example.com',
  phone: '+44 113 496 0000',
  address: { line1: '1 High Street', line2: null, city: 'Leeds', state: null, postal_code: 'LS1 1AA', country: 'GB' },
};

test('what is the same at Stripe is not sent', () => {
  expect(changedFields(fieldsOf(ada), atStripe)).toBeUndefined();
  const bare = { ...ada, phone: null, address: null };
  // Stripe refuses a longer number, and all that is said with it.
  expect(fieldsOf({ ...ada, phone: '+44 113 496 0000 ext. 2214' })).toMatchObject({ name: 'Ada Ltd', phone: '' });
  const nothing = { line1: null, line2: null, city: null, state: null, postal_code: null, country: null };
  expect(changedFields(fieldsOf(bare), { ...atStripe, phone: null, address: nothing })).toBeUndefined();
  expect(changedFields(fieldsOf(bare), { ...atStripe, phone: null, address: null })).toBeUndefined();
});

test('only what is another is sent, an address as a whole', () => {
  expect(changedFields(fieldsOf({ ...ada, name: 'Ada plc' }), atStripe)).toEqual({ name: 'Ada plc' });
  const moved = changedFields(fieldsOf({ ...ada, address: { ...address, line2: 'Floor 2' } }), atStripe);
  expect(moved).toEqual({
    address: {
      ...{ line1: '1 High Street', line2: 'Floor 2', city: 'Leeds', state: '' },
      ...{ postal_code: 'LS1 1AA', country: 'GB' },
    },
  });
});

test('what is not known here any more is taken away there', () => {
  expect(changedFields(fieldsOf({ ...ada, phone: null, address: null }), atStripe)).toEqual({ phone: '', address: '' });
});
