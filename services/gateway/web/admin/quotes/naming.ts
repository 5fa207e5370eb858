import type { QuoteModel } from '../../../src/api/models/quote.ts';

type Named = Pick<QuoteModel, 'number' | 'version' | 'status'> & { customer: { name: string | null } };

/** What people call a quote: `quote Q-0007`, `version 2 of quote Q-0007`, or of a first draft whose it is. */
export function nameOfQuote({ number, version, status, customer }: Named): string {
  if (number === null) return customer.name ? `the quote for ${customer.name}` : 'the quote';
  if (version === 1) return `quote ${number}`;
  return `${status === 'draft' ? 'draft version' : 'version'} ${version} of quote ${number}`;
}

/** As a heading has it: the number, and the version where there is more than one. */
export function titleOfQuote({ number, version }: Pick<QuoteModel, 'number' | 'version'>): string {
  if (number === null) return 'Draft quote';
  return version === 1 ? number : `${number} · version ${version}`;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const quotePdf = (quoteId: string): string => `/api/v1/quotes/${quoteId}/pdf`;

/** What may look different after a change to a quote, as paths of the API: its versions too. */
export function touchedByQuote(customerId?: string): readonly string[] {
  return [
    '/quotes',
    ...(customerId ? [`/customers/${customerId}`] : []),
    '/panels/quotes',
    '/panels/invoices',
    '/panels/mails',
    '/mails',
    '/dashboard',
  ];
}
