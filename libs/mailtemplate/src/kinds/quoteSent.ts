import { defineMail } from '../definition.ts';
import { greeting, paragraphs, questions, quoteForwarding } from './phrases.ts';

export const quoteSent = defineMail({
  kind: 'quoteSent',
  title: 'Quote',
  about: 'When a quote is sent, and when it is sent again.',
  audience: 'customer',
  tags: ['customer_name', 'company_name', 'support_contact', 'quote_number', 'quote_total', 'valid_until'],
  facts: [
    { label: 'quote', tag: 'quote_number' },
    { label: 'total', tag: 'quote_total' },
    { label: 'validUntil', tag: 'valid_until' },
  ],
  link: 'quote',
  pdf: true,
  defaults: {
    en: {
      subject: 'Quote {quote_number} from {company_name}: {quote_total}',
      preview: '{quote_total}, valid until {valid_until}. The quote is attached.',
      body: paragraphs(
        greeting.en,
        'Here is our quote {quote_number}. You will find it attached as a PDF, and you can look at it, choose from it and accept it online until {valid_until}.',
      ),
      button: 'View and answer the quote',
      aside: paragraphs(quoteForwarding.en, questions.en),
    },
    de: {
      subject: 'Angebot {quote_number} von {company_name}: {quote_total}',
      preview: '{quote_total}, gültig bis {valid_until}. Das Angebot ist angehängt.',
      body: paragraphs(
        greeting.de,
        'hier ist unser Angebot {quote_number}. Es ist als PDF angehängt. Bis {valid_until} können Sie es online ansehen, auswählen und annehmen.',
      ),
      button: 'Angebot ansehen und beantworten',
      aside: paragraphs(quoteForwarding.de, questions.de),
    },
    fr: {
      subject: 'Devis {quote_number} de {company_name} : {quote_total}',
      preview: '{quote_total}, valable jusqu’au {valid_until}. Le devis est joint.',
      body: paragraphs(
        greeting.fr,
        'Voici notre devis {quote_number}. Vous le trouverez joint en PDF, et vous pouvez le consulter, y choisir et l’accepter en ligne jusqu’au {valid_until}.',
      ),
      button: 'Voir le devis et y répondre',
      aside: paragraphs(quoteForwarding.fr, questions.fr),
    },
    es: {
      subject: 'Presupuesto {quote_number} de {company_name}: {quote_total}',
      preview: '{quote_total}, válido hasta el {valid_until}. El presupuesto va adjunto.',
      body: paragraphs(
        greeting.es,
        'Aquí tiene nuestro presupuesto {quote_number}. Va adjunto en PDF y puede verlo, elegir y aceptarlo en línea hasta el {valid_until}.',
      ),
      button: 'Ver y responder al presupuesto',
      aside: paragraphs(quoteForwarding.es, questions.es),
    },
    nl: {
      subject: 'Offerte {quote_number} van {company_name}: {quote_total}',
      preview: '{quote_total}, geldig tot {valid_until}. De offerte is bijgevoegd.',
      body: paragraphs(
        greeting.nl,
        'Hierbij onze offerte {quote_number}. U vindt hem als PDF in de bijlage. Tot en met {valid_until} kunt u hem online bekijken, er uit kiezen en hem aanvaarden.',
      ),
      button: 'Offerte bekijken en beantwoorden',
      aside: paragraphs(quoteForwarding.nl, questions.nl),
    },
  },
});
