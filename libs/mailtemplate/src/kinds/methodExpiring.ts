import { defineMail } from '../definition.ts';
import { greeting, paragraphs, questions } from './phrases.ts';

export const methodExpiring = defineMail({
  kind: 'methodExpiring',
  title: 'Card expires',
  about: 'Thirty days before a card on file ends, unless it was renewed or taken off.',
  audience: 'customer',
  tags: ['customer_name', 'company_name', 'support_contact', 'card_name', 'card_expiry'],
  facts: [{ label: 'validUntil', tag: 'card_expiry' }],
  link: null,
  pdf: false,
  defaults: {
    en: {
      subject: 'Your card {card_name} expires soon',
      preview: 'Add a new one to {company_name} before it does.',
      body: paragraphs(
        greeting.en,
        'Your card {card_name}, which {company_name} has on file, is valid until {card_expiry}. Once you have a new one, sign in to your account and add it there, so that your payments go on.',
      ),
      button: '',
      aside: questions.en,
    },
    de: {
      subject: 'Ihre Karte {card_name} läuft bald ab',
      preview: 'Hinterlegen Sie vorher eine neue bei {company_name}.',
      body: paragraphs(
        greeting.de,
        'Ihre Karte {card_name}, die bei {company_name} hinterlegt ist, gilt bis {card_expiry}. Sobald Sie eine neue haben, melden Sie sich in Ihrem Konto an und hinterlegen Sie sie dort, damit Ihre Zahlungen weiterlaufen.',
      ),
      button: '',
      aside: questions.de,
    },
    fr: {
      subject: 'Votre carte {card_name} expire bientôt',
      preview: 'Ajoutez-en une nouvelle chez {company_name} avant.',
      body: paragraphs(
        greeting.fr,
        'Votre carte {card_name}, enregistrée chez {company_name}, est valable jusqu’à {card_expiry}. Dès que vous en avez une nouvelle, connectez-vous à votre compte et ajoutez-la, pour que vos paiements continuent.',
      ),
      button: '',
      aside: questions.fr,
    },
    es: {
      subject: 'Su tarjeta {card_name} caduca pronto',
      preview: 'Añada una nueva en {company_name} antes.',
      body: paragraphs(
        greeting.es,
        'Su tarjeta {card_name}, guardada en {company_name}, es válida hasta {card_expiry}. Cuando tenga una nueva, entre en su cuenta y añádala, para que sus pagos continúen.',
      ),
      button: '',
      aside: questions.es,
    },
    nl: {
      subject: 'Uw kaart {card_name} verloopt binnenkort',
      preview: 'Voeg daarvoor een nieuwe toe bij {company_name}.',
      body: paragraphs(
        greeting.nl,
        'Uw kaart {card_name}, die {company_name} bewaart, is geldig tot {card_expiry}. Zodra u een nieuwe hebt, logt u in op uw account en voegt u die toe, zodat uw betalingen doorgaan.',
      ),
      button: '',
      aside: questions.nl,
    },
  },
});
