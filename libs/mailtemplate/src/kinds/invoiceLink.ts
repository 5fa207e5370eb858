import { defineMail } from '../definition.ts';
import { owedInvoice } from './owedInvoice.ts';
import { forwarding, greeting, paragraphs, questions } from './phrases.ts';

export const invoiceLink = defineMail({
  kind: 'invoiceLink',
  title: 'Invoice, sent again',
  about: 'When the customer asks for a fresh link to an invoice, or you send it again.',
  ...owedInvoice,
  defaults: {
    en: {
      subject: 'Your link to invoice {invoice_number} from {company_name}',
      preview: '{amount_due} is due by {due_date}.',
      body: paragraphs(
        greeting.en,
        'Here is a fresh link to invoice {invoice_number}. The invoice is attached as a PDF.',
      ),
      button: 'View and pay {amount_due}',
      aside: paragraphs(forwarding.en, questions.en),
    },
    de: {
      subject: 'Ihr Link zur Rechnung {invoice_number} von {company_name}',
      preview: '{amount_due} sind bis {due_date} zu zahlen.',
      body: paragraphs(
        greeting.de,
        'hier ist ein neuer Link zur Rechnung {invoice_number}. Die Rechnung ist als PDF angehängt.',
      ),
      button: 'Ansehen und {amount_due} bezahlen',
      aside: paragraphs(forwarding.de, questions.de),
    },
    fr: {
      subject: 'Votre lien vers la facture {invoice_number} de {company_name}',
      preview: '{amount_due} à payer avant le {due_date}.',
      body: paragraphs(
        greeting.fr,
        'Voici un nouveau lien vers la facture {invoice_number}. La facture est jointe en PDF.',
      ),
      button: 'Voir et payer {amount_due}',
      aside: paragraphs(forwarding.fr, questions.fr),
    },
    es: {
      subject: 'Su enlace a la factura {invoice_number} de {company_name}',
      preview: '{amount_due}, vence el {due_date}.',
      body: paragraphs(
        greeting.es,
        'Aquí tiene un nuevo enlace a la factura {invoice_number}. La factura va adjunta en PDF.',
      ),
      button: 'Ver y pagar {amount_due}',
      aside: paragraphs(forwarding.es, questions.es),
    },
    nl: {
      subject: 'Uw link naar factuur {invoice_number} van {company_name}',
      preview: '{amount_due}, te betalen voor {due_date}.',
      body: paragraphs(
        greeting.nl,
        'Hierbij een nieuwe link naar factuur {invoice_number}. De factuur is als PDF bijgevoegd.',
      ),
      button: 'Bekijken en {amount_due} betalen',
      aside: paragraphs(forwarding.nl, questions.nl),
    },
  },
});
