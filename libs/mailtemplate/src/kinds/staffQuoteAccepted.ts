import { defineMail } from '../definition.ts';

export const staffQuoteAccepted = defineMail({
  kind: 'staffQuoteAccepted',
  title: 'To staff: quote accepted',
  about: 'When a customer accepted a quote.',
  audience: 'staff',
  tags: ['customer_name', 'company_name', 'quote_number', 'quote_total', 'valid_until', 'accepted_by'],
  facts: [
    { label: 'quote', tag: 'quote_number' },
    { label: 'customer', tag: 'customer_name' },
    { label: 'total', tag: 'quote_total' },
    { label: 'acceptedBy', tag: 'accepted_by' },
  ],
  link: 'staff',
  pdf: false,
  defaults: {
    en: {
      subject: '{customer_name} accepted quote {quote_number}: {quote_total}',
      preview: 'It can be turned into an invoice.',
      body: '{customer_name} accepted quote {quote_number} over {quote_total}. Turn it into an invoice when the time comes.',
      button: 'Open the quote',
      aside: '',
    },
    de: {
      subject: '{customer_name} hat Angebot {quote_number} angenommen: {quote_total}',
      preview: 'Daraus kann eine Rechnung werden.',
      body: '{customer_name} hat das Angebot {quote_number} über {quote_total} angenommen. Machen Sie eine Rechnung daraus, wenn es so weit ist.',
      button: 'Angebot öffnen',
      aside: '',
    },
    fr: {
      subject: '{customer_name} a accepté le devis {quote_number} : {quote_total}',
      preview: 'Il peut devenir une facture.',
      body: '{customer_name} a accepté le devis {quote_number} de {quote_total}. Faites-en une facture le moment venu.',
      button: 'Ouvrir le devis',
      aside: '',
    },
    es: {
      subject: '{customer_name} ha aceptado el presupuesto {quote_number}: {quote_total}',
      preview: 'Puede convertirse en factura.',
      body: '{customer_name} ha aceptado el presupuesto {quote_number} de {quote_total}. Conviértalo en factura cuando llegue el momento.',
      button: 'Abrir el presupuesto',
      aside: '',
    },
    nl: {
      subject: '{customer_name} heeft offerte {quote_number} aanvaard: {quote_total}',
      preview: 'Er kan een factuur van worden gemaakt.',
      body: '{customer_name} heeft offerte {quote_number} van {quote_total} aanvaard. Maak er een factuur van als het zover is.',
      button: 'Offerte openen',
      aside: '',
    },
  },
});
