import type { TenantModel } from '../../../src/api/models/tenant.ts';
import { type Draft, type DraftLine, emptyDraft, noDiscount } from './draft.ts';
import { withId } from './rates.ts';

export const vat = withId({ name: 'VAT', percent: '20', inclusive: false });

export const line = (part: Partial<DraftLine> = {}): DraftLine => ({
  id: 'line-1',
  description: 'Support',
  quantity: '1',
  unitAmount: 10_000,
  discount: noDiscount,
  taxes: [vat],
  ...part,
});

export const draft = (part: Partial<Draft> = {}): Draft => ({
  ...emptyDraft('GBP', 'line-1'),
  customer: {
    id: `cus_${'1'.repeat(32)}`,
    name: 'Acme',
    email: 'accounts@acme.example',
    currency: null,
    termsDays: null,
    address: null,
  },
  lines: [line()],
  ...part,
});

export const tenant: TenantModel = {
  id: `ten_${'2'.repeat(32)}`,
  name: 'Northgate',
  slug: 'northgate',
  currency: 'GBP',
  timeZone: 'Europe/London',
  termsDays: 14,
  taxRounding: 'line',
  numberPrefix: 'NG-',
  language: 'en-GB',
  company: null,
  brand: { color: '#1f4fd8', onColor: '#ffffff', radius_px: 8, font: 'inter', logo: null },
};
