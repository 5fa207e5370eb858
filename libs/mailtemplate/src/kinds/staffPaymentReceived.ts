import { defineMail } from '../definition.ts';

export const staffPaymentReceived = defineMail({
  kind: 'staffPaymentReceived',
  title: 'To staff: payment received',
  about: 'When a customer paid an invoice or a part of it. Off until you turn it on.',
  audience: 'staff',
  startsOff: true,
  tags: ['customer_name', 'company_name', 'invoice_number', 'invoice_total', 'amount_due', 'due_date', 'amount_paid'],
  facts: [
    { label: 'received', tag: 'amount_paid' },
    { label: 'customer', tag: 'customer_name' },
    { label: 'invoice', tag: 'invoice_number' },
    { label: 'stillDue', tag: 'amount_due' },
  ],
  link: 'staff',
  pdf: false,
  defaults: {
    en: {
      subject: '{customer_name} paid {amount_paid}',
      preview: 'For invoice {invoice_number}.',
      body: '{customer_name} paid {amount_paid} for invoice {invoice_number}.',
      button: 'Open the invoice',
      aside: '',
    },
    de: {
      subject: '{customer_name} hat {amount_paid} bezahlt',
      preview: 'Für Rechnung {invoice_number}.',
      body: '{customer_name} hat {amount_paid} für Rechnung {invoice_number} bezahlt.',
      button: 'Rechnung öffnen',
      aside: '',
    },
    fr: {
      subject: '{customer_name} a payé {amount_paid}',
      preview: 'Pour la facture {invoice_number}.',
      body: '{customer_name} a payé {amount_paid} pour la facture {invoice_number}.',
      button: 'Ouvrir la facture',
      aside: '',
    },
    es: {
      subject: '{customer_name} ha pagado {amount_paid}',
      preview: 'Por la factura {invoice_number}.',
      body: '{customer_name} ha pagado {amount_paid} por la factura {invoice_number}.',
      button: 'Abrir la factura',
      aside: '',
    },
    nl: {
      subject: '{customer_name} heeft {amount_paid} betaald',
      preview: 'Voor factuur {invoice_number}.',
      body: '{customer_name} heeft {amount_paid} betaald voor factuur {invoice_number}.',
      button: 'Factuur openen',
      aside: '',
    },
  },
});
