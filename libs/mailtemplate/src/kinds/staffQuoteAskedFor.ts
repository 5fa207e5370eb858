import { defineMail } from '../definition.ts';

export const staffQuoteAskedFor = defineMail({
  kind: 'staffQuoteAskedFor',
  title: 'To staff: new quote asked for',
  about: 'When a customer asks for a new quote in place of one that is over.',
  audience: 'staff',
  tags: ['customer_name', 'company_name', 'quote_number', 'quote_total', 'valid_until'],
  facts: [
    { label: 'quote', tag: 'quote_number' },
    { label: 'customer', tag: 'customer_name' },
    { label: 'total', tag: 'quote_total' },
    { label: 'validUntil', tag: 'valid_until' },
  ],
  link: 'staff',
  pdf: false,
  defaults: {
    en: {
      subject: '{customer_name} asks for a new quote in place of {quote_number}',
      preview: 'It is over, and they would like another.',
      body: '{customer_name} opened quote {quote_number}, which is over, and asks for a new one. Revise it and send the new version.',
      button: 'Open the quote',
      aside: '',
    },
    de: {
      subject: '{customer_name} bittet um ein neues Angebot statt {quote_number}',
      preview: 'Es ist abgelaufen.',
      body: '{customer_name} hat das Angebot {quote_number} geöffnet, das nicht mehr gilt, und bittet um ein neues. Ändern Sie es und senden Sie die neue Fassung.',
      button: 'Angebot öffnen',
      aside: '',
    },
    fr: {
      subject: '{customer_name} demande un nouveau devis à la place de {quote_number}',
      preview: 'Il n’est plus valable.',
      body: '{customer_name} a ouvert le devis {quote_number}, qui n’est plus valable, et en demande un nouveau. Révisez-le et envoyez la nouvelle version.',
      button: 'Ouvrir le devis',
      aside: '',
    },
    es: {
      subject: '{customer_name} pide un presupuesto nuevo en lugar de {quote_number}',
      preview: 'Ya no es válido.',
      body: '{customer_name} ha abierto el presupuesto {quote_number}, que ya no es válido, y pide uno nuevo. Revíselo y envíe la nueva versión.',
      button: 'Abrir el presupuesto',
      aside: '',
    },
    nl: {
      subject: '{customer_name} vraagt een nieuwe offerte in plaats van {quote_number}',
      preview: 'Hij geldt niet meer.',
      body: '{customer_name} heeft offerte {quote_number} geopend, die niet meer geldt, en vraagt een nieuwe. Herzie hem en stuur de nieuwe versie.',
      button: 'Offerte openen',
      aside: '',
    },
  },
});
