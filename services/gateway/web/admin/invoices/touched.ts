/** What may look different after a change to an invoice, as paths of the API. */
export function touchedByInvoice(invoiceId: string, customerId?: string): readonly string[] {
  return [
    `/invoices/${invoiceId}`,
    ...(customerId ? [`/customers/${customerId}`] : []),
    '/panels/invoices',
    '/panels/payments',
    '/panels/mails',
    '/payments',
    '/refunds',
    '/disputes',
    '/mails',
    '/dashboard',
  ];
}
