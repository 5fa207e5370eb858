import { defineMail } from '../definition.ts';

export const staffPaymentFailed = defineMail({
  kind: 'staffPaymentFailed',
  title: 'To staff: payment failed',
  about: 'Ten minutes after a customer’s payment did not go through, unless it was made good by then.',
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
      subject: 'A payment by {customer_name} did not go through',
      preview: 'Invoice {invoice_number}, {amount_due} due.',
      body: 'A payment of invoice {invoice_number} by {customer_name} did not go through. Nothing was taken. The customer was told by mail what they can do.',
      button: 'Open the invoice',
      aside: '',
    },
    de: {
      subject: 'Eine Zahlung von {customer_name} ist nicht durchgegangen',
      preview: 'Rechnung {invoice_number}, {amount_due} offen.',
      body: 'Eine Zahlung der Rechnung {invoice_number} durch {customer_name} ist nicht durchgegangen. Es wurde nichts abgebucht. Der Kunde hat eine E-Mail mit seinen Möglichkeiten erhalten.',
      button: 'Rechnung öffnen',
      aside: '',
    },
    fr: {
      subject: 'Un paiement de {customer_name} n’a pas abouti',
      preview: 'Facture {invoice_number}, {amount_due} à payer.',
      body: 'Un paiement de la facture {invoice_number} par {customer_name} n’a pas abouti. Rien n’a été prélevé. Le client a été informé par e-mail de ce qu’il peut faire.',
      button: 'Ouvrir la facture',
      aside: '',
    },
    es: {
      subject: 'Un pago de {customer_name} no se ha realizado',
      preview: 'Factura {invoice_number}, {amount_due} pendientes.',
      body: 'Un pago de la factura {invoice_number} de {customer_name} no se ha realizado. No se ha cobrado nada. El cliente ha sido informado por correo de lo que puede hacer.',
      button: 'Abrir la factura',
      aside: '',
    },
    nl: {
      subject: 'Een betaling van {customer_name} is niet gelukt',
      preview: 'Factuur {invoice_number}, {amount_due} open.',
      body: 'Een betaling van factuur {invoice_number} door {customer_name} is niet gelukt. Er is niets afgeschreven. De klant heeft per e-mail bericht gekregen.',
      button: 'Factuur openen',
      aside: '',
    },
  },
});
