import { defineMail } from '../definition.ts';
import { forwarding, greeting, paragraphs, questions } from './phrases.ts';

export const creditNoteIssued = defineMail({
  kind: 'creditNoteIssued',
  title: 'Credit note',
  about: 'When an invoice is credited.',
  audience: 'customer',
  tags: [
    'customer_name',
    'company_name',
    'support_contact',
    'invoice_number',
    'invoice_total',
    'amount_due',
    'due_date',
    'credit_note_number',
    'credit_note_total',
    'credit_amount',
  ],
  facts: [
    { label: 'creditNote', tag: 'credit_note_number' },
    { label: 'total', tag: 'credit_note_total' },
    { label: 'invoice', tag: 'invoice_number' },
    { label: 'credit', tag: 'credit_amount' },
    { label: 'stillDue', tag: 'amount_due' },
  ],
  link: 'invoice',
  pdf: true,
  defaults: {
    en: {
      subject: 'Credit note {credit_note_number} from {company_name}: {credit_note_total}',
      preview: 'Invoice {invoice_number} was credited with {credit_note_total}.',
      body: paragraphs(
        greeting.en,
        'Invoice {invoice_number} was credited with {credit_note_total}, by credit note {credit_note_number}.',
        '{credit_amount} of it is now your credit with us.',
      ),
      button: 'View the invoice',
      aside: paragraphs(forwarding.en, questions.en),
    },
    de: {
      subject: 'Gutschrift {credit_note_number} von {company_name}: {credit_note_total}',
      preview: 'Rechnung {invoice_number} wurden {credit_note_total} gutgeschrieben.',
      body: paragraphs(
        greeting.de,
        'zur Rechnung {invoice_number} wurden mit Gutschrift {credit_note_number} {credit_note_total} gutgeschrieben.',
        '{credit_amount} davon sind nun Ihr Guthaben bei uns.',
      ),
      button: 'Rechnung ansehen',
      aside: paragraphs(forwarding.de, questions.de),
    },
    fr: {
      subject: 'Avoir {credit_note_number} de {company_name} : {credit_note_total}',
      preview: 'Un avoir de {credit_note_total} a été émis sur la facture {invoice_number}.',
      body: paragraphs(
        greeting.fr,
        'Un avoir de {credit_note_total}, numéro {credit_note_number}, a été émis sur la facture {invoice_number}.',
        '{credit_amount} sont désormais à votre crédit chez nous.',
      ),
      button: 'Voir la facture',
      aside: paragraphs(forwarding.fr, questions.fr),
    },
    es: {
      subject: 'Factura rectificativa {credit_note_number} de {company_name}: {credit_note_total}',
      preview: 'Se han abonado {credit_note_total} de la factura {invoice_number}.',
      body: paragraphs(
        greeting.es,
        'Se han abonado {credit_note_total} de la factura {invoice_number} con la factura rectificativa {credit_note_number}.',
        '{credit_amount} quedan como saldo a su favor.',
      ),
      button: 'Ver la factura',
      aside: paragraphs(forwarding.es, questions.es),
    },
    nl: {
      subject: 'Creditnota {credit_note_number} van {company_name}: {credit_note_total}',
      preview: 'Op factuur {invoice_number} is {credit_note_total} gecrediteerd.',
      body: paragraphs(
        greeting.nl,
        'Op factuur {invoice_number} is met creditnota {credit_note_number} {credit_note_total} gecrediteerd.',
        '{credit_amount} daarvan is nu uw tegoed bij ons.',
      ),
      button: 'Factuur bekijken',
      aside: paragraphs(forwarding.nl, questions.nl),
    },
  },
});
