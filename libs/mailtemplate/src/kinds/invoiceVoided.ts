import { defineMail } from '../definition.ts';
import { greeting, paragraphs, questions } from './phrases.ts';

export const invoiceVoided = defineMail({
  kind: 'invoiceVoided',
  title: 'Invoice voided',
  about: 'When an invoice that was mailed is voided.',
  audience: 'customer',
  tags: ['customer_name', 'company_name', 'support_contact', 'invoice_number', 'invoice_total'],
  facts: [
    { label: 'invoice', tag: 'invoice_number' },
    { label: 'total', tag: 'invoice_total' },
  ],
  link: null,
  pdf: false,
  defaults: {
    en: {
      subject: 'Invoice {invoice_number} from {company_name} is void',
      preview: 'You need not pay it.',
      body: paragraphs(
        greeting.en,
        'Invoice {invoice_number} over {invoice_total} was voided. You need not pay it, and its link takes no payment any more.',
      ),
      button: '',
      aside: questions.en,
    },
    de: {
      subject: 'Rechnung {invoice_number} von {company_name} ist storniert',
      preview: 'Sie müssen sie nicht bezahlen.',
      body: paragraphs(
        greeting.de,
        'die Rechnung {invoice_number} über {invoice_total} wurde storniert. Sie müssen sie nicht bezahlen, und ihr Link nimmt keine Zahlung mehr an.',
      ),
      button: '',
      aside: questions.de,
    },
    fr: {
      subject: 'La facture {invoice_number} de {company_name} est annulée',
      preview: 'Vous n’avez pas à la payer.',
      body: paragraphs(
        greeting.fr,
        'La facture {invoice_number} d’un montant de {invoice_total} a été annulée. Vous n’avez pas à la payer, et son lien n’accepte plus de paiement.',
      ),
      button: '',
      aside: questions.fr,
    },
    es: {
      subject: 'La factura {invoice_number} de {company_name} queda anulada',
      preview: 'No tiene que pagarla.',
      body: paragraphs(
        greeting.es,
        'La factura {invoice_number} por {invoice_total} ha sido anulada. No tiene que pagarla, y su enlace ya no admite pagos.',
      ),
      button: '',
      aside: questions.es,
    },
    nl: {
      subject: 'Factuur {invoice_number} van {company_name} is vervallen',
      preview: 'U hoeft hem niet te betalen.',
      body: paragraphs(
        greeting.nl,
        'Factuur {invoice_number} van {invoice_total} is vervallen. U hoeft hem niet te betalen, en de link neemt geen betaling meer aan.',
      ),
      button: '',
      aside: questions.nl,
    },
  },
});
