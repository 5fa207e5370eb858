import fc from 'fast-check';
import { expect, test } from 'vitest';
import { euVatCountry, suggestReverseCharge } from './reverseCharge.ts';

test.each([
  ['DE136695976', 'DE'],
  ['de 136-695.976', 'DE'],
  ['ATU12345678', 'AT'],
  ['EL123456789', 'GR'],
  ['FR XX 999 999 999', 'FR'],
  ['IE6388047V', 'IE'],
  ['IE1234567FA', 'IE'],
  ['NL123456789B01', 'NL'],
  ['ESX1234567X', 'ES'],
  ['SE556703748501', 'SE'],
  // Not of the Union, or not a VAT number at all.
  ['GR123456789', undefined],
  ['GB482117709', undefined],
  ['XI482117709', undefined],
  ['CHE123456789', undefined],
  ['NO123456789MVA', undefined],
  ['DE12345678', undefined],
  ['ATU1234567', undefined],
  ['136695976', undefined],
  ['DE', undefined],
  ['', undefined],
  ['__proto__', undefined],
  ['constructor', undefined],
])('%s is of %s', (taxNumber, country) => {
  expect(euVatCountry(taxNumber)).toBe(country);
});

const german = { country: 'DE', taxNumber: 'DE136695976' };
const to = (taxNumber: string | null) => ({ taxNumber });

test('it is suggested for a business in another country of the Union, and for nobody else', () => {
  expect(suggestReverseCharge(german, to('NL123456789B01'))).toBe('NL');
  expect(suggestReverseCharge({ country: 'DE', taxNumber: null }, to('EL123456789'))).toBe('GR');
  expect(suggestReverseCharge(german, to('DE999999999'))).toBeNull();
  expect(suggestReverseCharge(german, to('GB482117709'))).toBeNull();
  expect(suggestReverseCharge(german, to('12/345/67890'))).toBeNull();
  expect(suggestReverseCharge(german, to(null))).toBeNull();
});

test('a seller outside the Union, or whose country nobody knows, is told nothing', () => {
  for (const country of ['GB', 'CH', 'US', null])
    expect(suggestReverseCharge({ country, taxNumber: null }, to('NL123456789B01'))).toBeNull();
});

test('the seller’s own VAT number says where it is, whatever the address', () => {
  expect(suggestReverseCharge({ country: 'GB', taxNumber: 'IE6388047V' }, to('NL123456789B01'))).toBe('NL');
  expect(suggestReverseCharge({ country: 'NL', taxNumber: 'IE6388047V' }, to('IE1234567FA'))).toBeNull();
});

test('no text brings it down, and how a number is spaced does not matter', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const found = suggestReverseCharge(german, to(text));
      expect(suggestReverseCharge(german, to(` ${text.split('').join(' ')} `))).toBe(found);
    }),
  );
});
