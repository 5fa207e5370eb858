import type { LiveEventModel } from '../../../src/api/models/live.ts';

/** What may look different after an event, as paths of the API. */
export function touchedBy({ type, invoiceId, quoteId, customerId }: LiveEventModel): string[] {
  const invoice = invoiceId ? [`/invoices/${invoiceId}`] : [];
  const customer = customerId ? [`/customers/${customerId}`] : [];
  const [about] = type.split('.');
  switch (about) {
    case 'invoice':
    case 'credit':
      return [...invoice, ...customer, '/panels/invoices', '/dashboard'];
    case 'quote':
      // One version may have taken another's place.
      return [...(quoteId ? ['/quotes'] : []), ...customer, '/panels/quotes', '/dashboard'];
    case 'payment':
    case 'attempt':
      return [...invoice, ...customer, '/panels/invoices', '/panels/payments', '/payments', '/dashboard'];
    case 'autopay':
    case 'method':
      return [...invoice, ...customer, '/autopay', '/dashboard'];
    case 'refund':
      return [...invoice, ...customer, '/refunds', '/panels/payments', '/dashboard'];
    case 'dispute':
      return [...invoice, '/disputes', '/dashboard'];
    case 'customer':
      return [...customer, '/customers', '/panels/customers'];
    case 'mail':
      return [...invoice, '/mails', '/panels/mails', '/dashboard'];
    case 'accounting':
      return [...invoice, '/accounting', '/dashboard'];
    default:
      return ['/dashboard'];
  }
}
