/** What each mail that asks for the money of an invoice knows, shows and carries. */
export const owedInvoice = {
  audience: 'customer',
  tags: [
    'customer_name',
    'company_name',
    'support_contact',
    'invoice_number',
    'invoice_total',
    'amount_due',
    'due_date',
  ],
  facts: [
    { label: 'invoice', tag: 'invoice_number' },
    { label: 'total', tag: 'invoice_total' },
    { label: 'stillDue', tag: 'amount_due' },
    { label: 'dueBy', tag: 'due_date' },
  ],
  link: 'invoice',
  pdf: true,
} as const;
