import { defineMail } from '../definition.ts';

export const staffAutopayGaveUp = defineMail({
  kind: 'staffAutopayGaveUp',
  title: 'To staff: automatic payment gave up',
  about: 'When an invoice was not paid by the end of its tries.',
  audience: 'staff',
  tags: ['customer_name', 'company_name', 'invoice_number', 'invoice_total', 'amount_due', 'due_date', 'problem'],
  facts: [
    { label: 'customer', tag: 'customer_name' },
    { label: 'invoice', tag: 'invoice_number' },
    { label: 'due', tag: 'amount_due' },
    { label: 'dueBy', tag: 'due_date' },
    { label: 'problem', tag: 'problem' },
  ],
  link: 'staff',
  pdf: false,
  defaults: {
    en: {
      subject: 'Automatic payment gave up: {customer_name}',
      preview: 'Invoice {invoice_number}, {amount_due} due.',
      body: 'Invoice {invoice_number} of {customer_name} is not charged by itself any more. Another card begins anew.',
      button: 'Open the invoice',
      aside: '',
    },
    de: {
      subject: 'Automatische Zahlung aufgegeben: {customer_name}',
      preview: 'Rechnung {invoice_number}, {amount_due} offen.',
      body: 'Rechnung {invoice_number} von {customer_name} wird nicht mehr automatisch eingezogen. Eine andere Karte beginnt von vorn.',
      button: 'Rechnung öffnen',
      aside: '',
    },
    fr: {
      subject: 'Paiement automatique abandonné : {customer_name}',
      preview: 'Facture {invoice_number}, {amount_due} à payer.',
      body: 'La facture {invoice_number} de {customer_name} n’est plus prélevée automatiquement. Une autre carte recommence.',
      button: 'Ouvrir la facture',
      aside: '',
    },
    es: {
      subject: 'Pago automático abandonado: {customer_name}',
      preview: 'Factura {invoice_number}, {amount_due} pendientes.',
      body: 'La factura {invoice_number} de {customer_name} ya no se cobra automáticamente. Otra tarjeta empieza de nuevo.',
      button: 'Abrir la factura',
      aside: '',
    },
    nl: {
      subject: 'Automatische betaling opgegeven: {customer_name}',
      preview: 'Factuur {invoice_number}, {amount_due} open.',
      body: 'Factuur {invoice_number} van {customer_name} wordt niet meer automatisch afgeschreven. Een andere kaart begint opnieuw.',
      button: 'Factuur openen',
      aside: '',
    },
  },
});
