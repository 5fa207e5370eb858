import { defineMail } from '../definition.ts';
import { forwarding, greeting, paragraphs, questions } from './phrases.ts';

export const settledInvoice = defineMail({
  kind: 'settledInvoice',
  title: 'Invoice, nothing due',
  about: 'In place of the two mails above, when nothing is left to pay on the invoice.',
  audience: 'customer',
  tags: ['customer_name', 'company_name', 'support_contact', 'invoice_number', 'invoice_total'],
  facts: [
    { label: 'invoice', tag: 'invoice_number' },
    { label: 'total', tag: 'invoice_total' },
  ],
  link: 'invoice',
  pdf: true,
  defaults: {
    en: {
      subject: 'Your link to invoice {invoice_number} from {company_name}',
      preview: 'Nothing is due on it.',
      body: paragraphs(
        greeting.en,
        'Here is a fresh link to invoice {invoice_number}. The invoice is attached as a PDF. Nothing is due on it.',
      ),
      button: 'View the invoice',
      aside: paragraphs(forwarding.en, questions.en),
    },
    de: {
      subject: 'Ihr Link zur Rechnung {invoice_number} von {company_name}',
      preview: 'Es ist nichts zu zahlen.',
      body: paragraphs(
        greeting.de,
        'hier ist ein neuer Link zur Rechnung {invoice_number}. Die Rechnung ist als PDF angehängt. Es ist nichts zu zahlen.',
      ),
      button: 'Rechnung ansehen',
      aside: paragraphs(forwarding.de, questions.de),
    },
    fr: {
      subject: 'Votre lien vers la facture {invoice_number} de {company_name}',
      preview: 'Il n’y a rien à payer.',
      body: paragraphs(
        greeting.fr,
        'Voici un nouveau lien vers la facture {invoice_number}. La facture est jointe en PDF. Il n’y a rien à payer.',
      ),
      button: 'Voir la facture',
      aside: paragraphs(forwarding.fr, questions.fr),
    },
    es: {
      subject: 'Su enlace a la factura {invoice_number} de {company_name}',
      preview: 'No hay nada pendiente de pago.',
      body: paragraphs(
        greeting.es,
        'Aquí tiene un nuevo enlace a la factura {invoice_number}. La factura va adjunta en PDF. No hay nada pendiente de pago.',
      ),
      button: 'Ver la factura',
      aside: paragraphs(forwarding.es, questions.es),
    },
    nl: {
      subject: 'Uw link naar factuur {invoice_number} van {company_name}',
      preview: 'Er hoeft niets betaald te worden.',
      body: paragraphs(
        greeting.nl,
        'Hierbij een nieuwe link naar factuur {invoice_number}. De factuur is als PDF bijgevoegd. Er hoeft niets betaald te worden.',
      ),
      button: 'Factuur bekijken',
      aside: paragraphs(forwarding.nl, questions.nl),
    },
  },
});
