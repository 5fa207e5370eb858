import { defineMail } from '../definition.ts';
import { forwarding, greeting, paragraphs, questions } from './phrases.ts';

export const invoicePartlyPaid = defineMail({
  kind: 'invoicePartlyPaid',
  title: 'Receipt, part payment',
  about: 'When a payment settles a part of an invoice.',
  audience: 'customer',
  tags: [
    'customer_name',
    'company_name',
    'support_contact',
    'invoice_number',
    'invoice_total',
    'amount_due',
    'due_date',
    'amount_paid',
    'paid_on',
    'payment_method',
  ],
  facts: [
    { label: 'received', tag: 'amount_paid' },
    { label: 'on', tag: 'paid_on' },
    { label: 'by', tag: 'payment_method' },
    { label: 'invoice', tag: 'invoice_number' },
    { label: 'stillDue', tag: 'amount_due' },
    { label: 'dueBy', tag: 'due_date' },
  ],
  link: 'invoice',
  pdf: true,
  defaults: {
    en: {
      subject: 'Payment received: {amount_paid} towards invoice {invoice_number}',
      preview: 'Thank you. {amount_due} is still due by {due_date}.',
      body: paragraphs(
        greeting.en,
        'Thank you: we received {amount_paid} towards invoice {invoice_number}. {amount_due} is still due by {due_date}. Your receipt is attached.',
      ),
      button: 'Pay the remaining {amount_due}',
      aside: paragraphs(forwarding.en, questions.en),
    },
    de: {
      subject: 'Zahlung erhalten: {amount_paid} zur Rechnung {invoice_number}',
      preview: 'Vielen Dank. {amount_due} sind noch bis {due_date} offen.',
      body: paragraphs(
        greeting.de,
        'vielen Dank: Wir haben {amount_paid} zur Rechnung {invoice_number} erhalten. {amount_due} sind noch offen, fällig am {due_date}. Ihr Beleg ist angehängt.',
      ),
      button: 'Restliche {amount_due} bezahlen',
      aside: paragraphs(forwarding.de, questions.de),
    },
    fr: {
      subject: 'Paiement reçu : {amount_paid} sur la facture {invoice_number}',
      preview: 'Merci. Il reste {amount_due} à payer avant le {due_date}.',
      body: paragraphs(
        greeting.fr,
        'Merci : nous avons reçu {amount_paid} sur la facture {invoice_number}. Il reste {amount_due} à payer avant le {due_date}. Votre reçu est joint.',
      ),
      button: 'Payer le reste : {amount_due}',
      aside: paragraphs(forwarding.fr, questions.fr),
    },
    es: {
      subject: 'Pago recibido: {amount_paid} a cuenta de la factura {invoice_number}',
      preview: 'Gracias. Quedan {amount_due} por pagar hasta el {due_date}.',
      body: paragraphs(
        greeting.es,
        'Gracias: hemos recibido {amount_paid} a cuenta de la factura {invoice_number}. Quedan {amount_due} por pagar hasta el {due_date}. Su recibo va adjunto.',
      ),
      button: 'Pagar los {amount_due} restantes',
      aside: paragraphs(forwarding.es, questions.es),
    },
    nl: {
      subject: 'Betaling ontvangen: {amount_paid} voor factuur {invoice_number}',
      preview: 'Dank u wel. {amount_due} staat nog open tot {due_date}.',
      body: paragraphs(
        greeting.nl,
        'Dank u wel: we hebben {amount_paid} ontvangen voor factuur {invoice_number}. {amount_due} staat nog open, te betalen voor {due_date}. Uw betalingsbewijs is bijgevoegd.',
      ),
      button: 'Resterende {amount_due} betalen',
      aside: paragraphs(forwarding.nl, questions.nl),
    },
  },
});
