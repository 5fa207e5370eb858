import { defineMail } from '../definition.ts';
import { owedInvoice } from './owedInvoice.ts';
import { forwarding, greeting, paragraphs, questions } from './phrases.ts';

export const invoiceIssued = defineMail({
  kind: 'invoiceIssued',
  title: 'Invoice',
  about: 'When an invoice is issued.',
  ...owedInvoice,
  defaults: {
    en: {
      subject: 'Invoice {invoice_number} from {company_name}: {amount_due} due by {due_date}',
      preview: '{amount_due}, due by {due_date}. The invoice is attached.',
      body: paragraphs(
        greeting.en,
        'Here is your invoice {invoice_number}. You will find it attached as a PDF, and you can pay it online.',
      ),
      button: 'View and pay {amount_due}',
      aside: paragraphs(forwarding.en, questions.en),
    },
    de: {
      subject: 'Rechnung {invoice_number} von {company_name}: {amount_due}, fällig am {due_date}',
      preview: '{amount_due}, fällig am {due_date}. Die Rechnung ist angehängt.',
      body: paragraphs(
        greeting.de,
        'hier ist Ihre Rechnung {invoice_number}. Sie ist als PDF angehängt, und Sie können sie online bezahlen.',
      ),
      button: 'Ansehen und {amount_due} bezahlen',
      aside: paragraphs(forwarding.de, questions.de),
    },
    fr: {
      subject: 'Facture {invoice_number} de {company_name} : {amount_due} à payer avant le {due_date}',
      preview: '{amount_due}, à payer avant le {due_date}. La facture est jointe.',
      body: paragraphs(
        greeting.fr,
        'Voici votre facture {invoice_number}. Vous la trouverez jointe en PDF, et vous pouvez la payer en ligne.',
      ),
      button: 'Voir et payer {amount_due}',
      aside: paragraphs(forwarding.fr, questions.fr),
    },
    es: {
      subject: 'Factura {invoice_number} de {company_name}: {amount_due}, vence el {due_date}',
      preview: '{amount_due}, vence el {due_date}. La factura va adjunta.',
      body: paragraphs(
        greeting.es,
        'Aquí tiene su factura {invoice_number}. Va adjunta en PDF y puede pagarla en línea.',
      ),
      button: 'Ver y pagar {amount_due}',
      aside: paragraphs(forwarding.es, questions.es),
    },
    nl: {
      subject: 'Factuur {invoice_number} van {company_name}: {amount_due}, te betalen voor {due_date}',
      preview: '{amount_due}, te betalen voor {due_date}. De factuur is bijgevoegd.',
      body: paragraphs(
        greeting.nl,
        'Hierbij uw factuur {invoice_number}. U vindt hem als PDF in de bijlage en u kunt hem online betalen.',
      ),
      button: 'Bekijken en {amount_due} betalen',
      aside: paragraphs(forwarding.nl, questions.nl),
    },
  },
});
