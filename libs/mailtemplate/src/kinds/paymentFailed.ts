import { defineMail } from '../definition.ts';
import { forwarding, greeting, paragraphs, questions } from './phrases.ts';

export const paymentFailed = defineMail({
  kind: 'paymentFailed',
  title: 'Payment failed',
  about: 'Ten minutes after a payment did not go through, unless it was made good by then.',
  audience: 'customer',
  tags: [
    'customer_name',
    'company_name',
    'support_contact',
    'invoice_number',
    'invoice_total',
    'amount_due',
    'due_date',
    'advice',
  ],
  facts: [
    { label: 'invoice', tag: 'invoice_number' },
    { label: 'due', tag: 'amount_due' },
    { label: 'dueBy', tag: 'due_date' },
  ],
  link: 'invoice',
  pdf: false,
  defaults: {
    en: {
      subject: 'Your payment of invoice {invoice_number} did not go through',
      preview: 'Nothing was taken. {advice}',
      body: paragraphs(
        greeting.en,
        'A payment of invoice {invoice_number} did not go through. Nothing was taken from your account.',
        '{advice}',
      ),
      button: 'Try again: pay {amount_due}',
      aside: paragraphs(forwarding.en, questions.en),
    },
    de: {
      subject: 'Ihre Zahlung der Rechnung {invoice_number} ist nicht durchgegangen',
      preview: 'Es wurde nichts abgebucht. {advice}',
      body: paragraphs(
        greeting.de,
        'eine Zahlung der Rechnung {invoice_number} ist nicht durchgegangen. Es wurde nichts abgebucht.',
        '{advice}',
      ),
      button: 'Erneut versuchen: {amount_due} bezahlen',
      aside: paragraphs(forwarding.de, questions.de),
    },
    fr: {
      subject: 'Votre paiement de la facture {invoice_number} n’a pas abouti',
      preview: 'Rien n’a été prélevé. {advice}',
      body: paragraphs(
        greeting.fr,
        'Un paiement de la facture {invoice_number} n’a pas abouti. Rien n’a été prélevé sur votre compte.',
        '{advice}',
      ),
      button: 'Réessayer : payer {amount_due}',
      aside: paragraphs(forwarding.fr, questions.fr),
    },
    es: {
      subject: 'Su pago de la factura {invoice_number} no se ha realizado',
      preview: 'No se ha cobrado nada. {advice}',
      body: paragraphs(
        greeting.es,
        'Un pago de la factura {invoice_number} no se ha realizado. No se ha cobrado nada de su cuenta.',
        '{advice}',
      ),
      button: 'Reintentar: pagar {amount_due}',
      aside: paragraphs(forwarding.es, questions.es),
    },
    nl: {
      subject: 'Uw betaling van factuur {invoice_number} is niet gelukt',
      preview: 'Er is niets afgeschreven. {advice}',
      body: paragraphs(
        greeting.nl,
        'Een betaling van factuur {invoice_number} is niet gelukt. Er is niets van uw rekening afgeschreven.',
        '{advice}',
      ),
      button: 'Opnieuw proberen: {amount_due} betalen',
      aside: paragraphs(forwarding.nl, questions.nl),
    },
  },
});
