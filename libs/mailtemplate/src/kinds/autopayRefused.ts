import { defineMail } from '../definition.ts';
import { forwarding, greeting, paragraphs, questions } from './phrases.ts';

export const autopayRefused = defineMail({
  kind: 'autopayRefused',
  title: 'Automatic payment refused',
  about: 'When a customer’s automatic payment did not go through and is tried again.',
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
    'next_try',
  ],
  facts: [
    { label: 'invoice', tag: 'invoice_number' },
    { label: 'due', tag: 'amount_due' },
    { label: 'dueBy', tag: 'due_date' },
    { label: 'nextTry', tag: 'next_try' },
  ],
  link: 'invoice',
  pdf: false,
  defaults: {
    en: {
      subject: 'Your automatic payment of invoice {invoice_number} did not go through',
      preview: 'Nothing was taken. It is tried again on {next_try}.',
      body: paragraphs(
        greeting.en,
        'The automatic payment of invoice {invoice_number} did not go through. Nothing was taken from your account.',
        '{advice}',
        'Unless you pay before, we try again on {next_try}.',
      ),
      button: 'Pay {amount_due} now',
      aside: paragraphs(forwarding.en, questions.en),
    },
    de: {
      subject: 'Ihre automatische Zahlung der Rechnung {invoice_number} ist nicht durchgegangen',
      preview: 'Es wurde nichts abgebucht. Der nächste Versuch ist am {next_try}.',
      body: paragraphs(
        greeting.de,
        'die automatische Zahlung der Rechnung {invoice_number} ist nicht durchgegangen. Es wurde nichts abgebucht.',
        '{advice}',
        'Wenn Sie nicht vorher bezahlen, versuchen wir es am {next_try} erneut.',
      ),
      button: '{amount_due} jetzt bezahlen',
      aside: paragraphs(forwarding.de, questions.de),
    },
    fr: {
      subject: 'Votre paiement automatique de la facture {invoice_number} n’a pas abouti',
      preview: 'Rien n’a été prélevé. Nouvel essai le {next_try}.',
      body: paragraphs(
        greeting.fr,
        'Le paiement automatique de la facture {invoice_number} n’a pas abouti. Rien n’a été prélevé sur votre compte.',
        '{advice}',
        'Si vous ne payez pas avant, nous réessayons le {next_try}.',
      ),
      button: 'Payer {amount_due} maintenant',
      aside: paragraphs(forwarding.fr, questions.fr),
    },
    es: {
      subject: 'Su pago automático de la factura {invoice_number} no se ha realizado',
      preview: 'No se ha cobrado nada. Se intenta de nuevo el {next_try}.',
      body: paragraphs(
        greeting.es,
        'El pago automático de la factura {invoice_number} no se ha realizado. No se ha cobrado nada de su cuenta.',
        '{advice}',
        'Si no paga antes, lo intentaremos de nuevo el {next_try}.',
      ),
      button: 'Pagar {amount_due} ahora',
      aside: paragraphs(forwarding.es, questions.es),
    },
    nl: {
      subject: 'Uw automatische betaling van factuur {invoice_number} is niet gelukt',
      preview: 'Er is niets afgeschreven. Op {next_try} proberen we het opnieuw.',
      body: paragraphs(
        greeting.nl,
        'De automatische betaling van factuur {invoice_number} is niet gelukt. Er is niets van uw rekening afgeschreven.',
        '{advice}',
        'Als u niet eerder betaalt, proberen we het op {next_try} opnieuw.',
      ),
      button: 'Nu {amount_due} betalen',
      aside: paragraphs(forwarding.nl, questions.nl),
    },
  },
});
