import { defineMail } from '../definition.ts';
import { greeting, paragraphs, questions } from './phrases.ts';

export const invoicePaid = defineMail({
  kind: 'invoicePaid',
  title: 'Receipt',
  about: 'When a payment settles an invoice.',
  audience: 'customer',
  tags: [
    'customer_name',
    'company_name',
    'support_contact',
    'invoice_number',
    'invoice_total',
    'amount_paid',
    'paid_on',
    'payment_method',
  ],
  facts: [
    { label: 'received', tag: 'amount_paid' },
    { label: 'on', tag: 'paid_on' },
    { label: 'by', tag: 'payment_method' },
    { label: 'invoice', tag: 'invoice_number' },
  ],
  link: null,
  pdf: true,
  defaults: {
    en: {
      subject: 'Payment received: {amount_paid} for invoice {invoice_number}',
      preview: 'Thank you. Invoice {invoice_number} is paid.',
      body: paragraphs(
        greeting.en,
        'Thank you: we received {amount_paid}, and invoice {invoice_number} is paid. Your receipt is attached.',
      ),
      button: '',
      aside: questions.en,
    },
    de: {
      subject: 'Zahlung erhalten: {amount_paid} für Rechnung {invoice_number}',
      preview: 'Vielen Dank. Rechnung {invoice_number} ist bezahlt.',
      body: paragraphs(
        greeting.de,
        'vielen Dank: Wir haben {amount_paid} erhalten, und Rechnung {invoice_number} ist bezahlt. Ihr Beleg ist angehängt.',
      ),
      button: '',
      aside: questions.de,
    },
    fr: {
      subject: 'Paiement reçu : {amount_paid} pour la facture {invoice_number}',
      preview: 'Merci. La facture {invoice_number} est payée.',
      body: paragraphs(
        greeting.fr,
        'Merci : nous avons reçu {amount_paid}, et la facture {invoice_number} est payée. Votre reçu est joint.',
      ),
      button: '',
      aside: questions.fr,
    },
    es: {
      subject: 'Pago recibido: {amount_paid} por la factura {invoice_number}',
      preview: 'Gracias. La factura {invoice_number} está pagada.',
      body: paragraphs(
        greeting.es,
        'Gracias: hemos recibido {amount_paid} y la factura {invoice_number} está pagada. Su recibo va adjunto.',
      ),
      button: '',
      aside: questions.es,
    },
    nl: {
      subject: 'Betaling ontvangen: {amount_paid} voor factuur {invoice_number}',
      preview: 'Dank u wel. Factuur {invoice_number} is betaald.',
      body: paragraphs(
        greeting.nl,
        'Dank u wel: we hebben {amount_paid} ontvangen en factuur {invoice_number} is betaald. Uw betalingsbewijs is bijgevoegd.',
      ),
      button: '',
      aside: questions.nl,
    },
  },
});
