import { type Draft, noDiscount } from '../drafting/draft.ts';
import { withId } from '../drafting/rates.ts';

const taxes = [withId({ name: 'VAT', percent: '20', inclusive: false })];

/** An invoice to show a brand with. */
export function sampleDraft(currency: string): Draft {
  const line = (id: string, description: string, quantity: string, unitAmount: number) => ({
    id,
    description,
    quantity,
    unitAmount,
    discount: noDiscount,
    taxes,
  });
  return {
    customer: {
      id: 'sample',
      name: 'A customer of yours',
      email: 'accounts@example.com',
      currency: null,
      termsDays: null,
      address: { line1: '1 Sample Street', city: 'Sampleton', postcode: 'SA1 1AA', country: 'GB' },
    },
    currency,
    lines: [line('1', 'Managed support, ten desks', '10', 4_200), line('2', 'Engineer on site, hours', '2.5', 8_500)],
    discount: noDiscount,
    poNumber: '',
    note: 'Thank you for your business.',
    termsDays: '',
  };
}
