import { defineMail } from '../definition.ts';

export const staffQuoteDeclined = defineMail({
  kind: 'staffQuoteDeclined',
  title: 'To staff: quote declined',
  about: 'When a customer declined a quote.',
  audience: 'staff',
  tags: ['customer_name', 'company_name', 'quote_number', 'quote_total', 'valid_until', 'decline_reason'],
  facts: [
    { label: 'quote', tag: 'quote_number' },
    { label: 'customer', tag: 'customer_name' },
    { label: 'total', tag: 'quote_total' },
    { label: 'reason', tag: 'decline_reason' },
  ],
  link: 'staff',
  pdf: false,
  defaults: {
    en: {
      subject: '{customer_name} declined quote {quote_number}',
      preview: 'You can revise it and send a new version.',
      body: '{customer_name} declined quote {quote_number} over {quote_total}. You can revise it and send a new version.',
      button: 'Open the quote',
      aside: '',
    },
    de: {
      subject: '{customer_name} hat Angebot {quote_number} abgelehnt',
      preview: 'Sie können es ändern und neu senden.',
      body: '{customer_name} hat das Angebot {quote_number} über {quote_total} abgelehnt. Sie können es ändern und eine neue Fassung senden.',
      button: 'Angebot öffnen',
      aside: '',
    },
    fr: {
      subject: '{customer_name} a refusé le devis {quote_number}',
      preview: 'Vous pouvez le réviser et le renvoyer.',
      body: '{customer_name} a refusé le devis {quote_number} de {quote_total}. Vous pouvez le réviser et envoyer une nouvelle version.',
      button: 'Ouvrir le devis',
      aside: '',
    },
    es: {
      subject: '{customer_name} ha rechazado el presupuesto {quote_number}',
      preview: 'Puede revisarlo y enviar otra versión.',
      body: '{customer_name} ha rechazado el presupuesto {quote_number} de {quote_total}. Puede revisarlo y enviar otra versión.',
      button: 'Abrir el presupuesto',
      aside: '',
    },
    nl: {
      subject: '{customer_name} heeft offerte {quote_number} afgewezen',
      preview: 'U kunt hem herzien en opnieuw sturen.',
      body: '{customer_name} heeft offerte {quote_number} van {quote_total} afgewezen. U kunt hem herzien en een nieuwe versie sturen.',
      button: 'Offerte openen',
      aside: '',
    },
  },
});
