import { defineMail } from '../definition.ts';
import { greeting, paragraphs, questions } from './phrases.ts';

export const quoteAccepted = defineMail({
  kind: 'quoteAccepted',
  title: 'Quote accepted',
  about: 'When a quote was accepted: a copy of what was agreed, for the customer.',
  audience: 'customer',
  tags: [
    'customer_name',
    'company_name',
    'support_contact',
    'quote_number',
    'quote_total',
    'valid_until',
    'accepted_by',
  ],
  facts: [
    { label: 'quote', tag: 'quote_number' },
    { label: 'total', tag: 'quote_total' },
    { label: 'acceptedBy', tag: 'accepted_by' },
  ],
  link: 'quote',
  pdf: true,
  defaults: {
    en: {
      subject: 'Quote {quote_number} accepted: {quote_total}',
      preview: 'Thank you. Here is a copy for you.',
      body: paragraphs(
        greeting.en,
        'Thank you for accepting our quote {quote_number}. This is your copy: what was chosen comes to {quote_total}, and the quote is attached.',
      ),
      button: 'See what was accepted',
      aside: questions.en,
    },
    de: {
      subject: 'Angebot {quote_number} angenommen: {quote_total}',
      preview: 'Vielen Dank. Hier ist eine Kopie für Sie.',
      body: paragraphs(
        greeting.de,
        'vielen Dank, dass Sie unser Angebot {quote_number} angenommen haben. Dies ist Ihre Kopie: Das Gewählte kommt auf {quote_total}, das Angebot ist angehängt.',
      ),
      button: 'Ansehen, was angenommen wurde',
      aside: questions.de,
    },
    fr: {
      subject: 'Devis {quote_number} accepté : {quote_total}',
      preview: 'Merci. En voici une copie.',
      body: paragraphs(
        greeting.fr,
        'Merci d’avoir accepté notre devis {quote_number}. Voici votre copie : ce qui a été choisi s’élève à {quote_total}, et le devis est joint.',
      ),
      button: 'Voir ce qui a été accepté',
      aside: questions.fr,
    },
    es: {
      subject: 'Presupuesto {quote_number} aceptado: {quote_total}',
      preview: 'Gracias. Aquí tiene una copia.',
      body: paragraphs(
        greeting.es,
        'Gracias por aceptar nuestro presupuesto {quote_number}. Esta es su copia: lo elegido suma {quote_total} y el presupuesto va adjunto.',
      ),
      button: 'Ver lo aceptado',
      aside: questions.es,
    },
    nl: {
      subject: 'Offerte {quote_number} aanvaard: {quote_total}',
      preview: 'Dank u. Hier is een kopie voor u.',
      body: paragraphs(
        greeting.nl,
        'Dank u dat u onze offerte {quote_number} hebt aanvaard. Dit is uw kopie: wat gekozen is komt op {quote_total}, en de offerte is bijgevoegd.',
      ),
      button: 'Bekijken wat aanvaard is',
      aside: questions.nl,
    },
  },
});
