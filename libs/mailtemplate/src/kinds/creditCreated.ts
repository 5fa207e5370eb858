import { defineMail } from '../definition.ts';
import { greeting, paragraphs, questions } from './phrases.ts';

export const creditCreated = defineMail({
  kind: 'creditCreated',
  title: 'Credit from a payment',
  about: 'When a customer paid more than was due, and the rest became their credit.',
  audience: 'customer',
  tags: ['customer_name', 'company_name', 'support_contact', 'credit_amount'],
  facts: [{ label: 'credit', tag: 'credit_amount' }],
  link: null,
  pdf: false,
  defaults: {
    en: {
      subject: 'You have {credit_amount} of credit with {company_name}',
      preview: 'You paid more than was due; the rest is kept for you.',
      body: paragraphs(
        greeting.en,
        'We received {credit_amount} more than was due. We keep it as your credit, for your next invoices.',
      ),
      button: '',
      aside: questions.en,
    },
    de: {
      subject: 'Sie haben {credit_amount} Guthaben bei {company_name}',
      preview: 'Sie haben mehr bezahlt, als offen war; der Rest bleibt für Sie stehen.',
      body: paragraphs(
        greeting.de,
        'wir haben {credit_amount} mehr erhalten, als offen war. Der Betrag bleibt als Ihr Guthaben für die nächsten Rechnungen stehen.',
      ),
      button: '',
      aside: questions.de,
    },
    fr: {
      subject: 'Vous avez un crédit de {credit_amount} chez {company_name}',
      preview: 'Vous avez payé plus que le montant dû ; le reste vous est conservé.',
      body: paragraphs(
        greeting.fr,
        'Nous avons reçu {credit_amount} de plus que le montant dû. Nous les gardons à votre crédit, pour vos prochaines factures.',
      ),
      button: '',
      aside: questions.fr,
    },
    es: {
      subject: 'Tiene {credit_amount} de saldo a favor en {company_name}',
      preview: 'Pagó más de lo debido; el resto queda a su favor.',
      body: paragraphs(
        greeting.es,
        'Hemos recibido {credit_amount} más de lo debido. Lo guardamos como saldo a su favor para sus próximas facturas.',
      ),
      button: '',
      aside: questions.es,
    },
    nl: {
      subject: 'U hebt {credit_amount} tegoed bij {company_name}',
      preview: 'U betaalde meer dan er openstond; de rest blijft voor u staan.',
      body: paragraphs(
        greeting.nl,
        'We hebben {credit_amount} meer ontvangen dan er openstond. We bewaren dat als uw tegoed voor uw volgende facturen.',
      ),
      button: '',
      aside: questions.nl,
    },
  },
});
