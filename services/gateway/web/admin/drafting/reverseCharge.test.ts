import { expect, test } from 'vitest';
import type { TaxRateModel } from '../../../src/api/models/taxRate.ts';
import { draft, line, tenant, vat } from './draft.fixture.ts';
import { withId } from './rates.ts';
import { reverseChargeFor, reverseChargeRate } from './reverseCharge.ts';

const address = { line1: 'Kai 1', city: 'Hamburg', postcode: '20457', country: 'DE' };
const german = { company: { legalName: 'Kontor Netze GmbH', address } };
const to = (taxNumber: string | null) => ({ ...draft().customer!, taxNumber });
const reversed = withId({ name: 'USt.', percent: '0', inclusive: false, kind: 'reverseCharge' });

test('a customer with a VAT number elsewhere in the Union brings the suggestion, until every line has it', () => {
  const written = draft({ customer: to('NL123456789B01'), lines: [line({ taxes: [vat] }), line({ taxes: [] })] });
  expect(reverseChargeFor(written, german)).toBe('NL');
  expect(reverseChargeFor({ ...written, lines: [line({ taxes: [reversed] }), line({ taxes: [vat] })] }, german)).toBe(
    'NL',
  );
  expect(reverseChargeFor({ ...written, lines: [line({ taxes: [reversed] })] }, german)).toBeNull();
});

test('without a customer, a number or a company nothing is suggested', () => {
  expect(reverseChargeFor(draft({ customer: null }), german)).toBeNull();
  expect(reverseChargeFor(draft({ customer: to(null) }), german)).toBeNull();
  expect(reverseChargeFor(draft({ customer: to('NL123456789B01') }), tenant)).toBeNull();
});

test('the rate is the tenant’s own that holds today', () => {
  const rate = (part: Partial<TaxRateModel>) =>
    ({ id: 'txr_1', name: 'USt.', percent: '0', inclusive: false, ...part }) as TaxRateModel;
  const stored = [
    rate({ id: 'txr_1', kind: 'standard', state: 'valid' }),
    rate({ id: 'txr_2', kind: 'reverseCharge', state: 'ended' }),
    rate({ id: 'txr_3', kind: 'reverseCharge', state: 'valid' }),
  ];
  expect(reverseChargeRate(stored)).toMatchObject({ id: 'txr_3', kind: 'reverseCharge' });
  expect(reverseChargeRate(stored.slice(0, 2))).toBeUndefined();
});
