import { defineMail } from '../definition.ts';
import { greeting, paragraphs, questions } from './phrases.ts';

export const cardRequested = defineMail({
  kind: 'cardRequested',
  title: 'A card is asked for',
  about: 'When staff ask a customer to keep a card in their account.',
  audience: 'customer',
  tags: ['customer_name', 'company_name', 'support_contact'],
  facts: [],
  link: 'portal',
  pdf: false,
  defaults: {
    en: {
      subject: '{company_name} asks you for a card',
      preview: 'Add a card to your account, to have your invoices paid with it.',
      body: paragraphs(
        greeting.en,
        '{company_name} asks you to keep a card in your account, so that your invoices can be paid with it. Your card details go to the payment service; nobody at {company_name} sees them. You sign in first, and what you agree to stands beside the form.',
      ),
      button: 'Add a card',
      aside: questions.en,
    },
    de: {
      subject: '{company_name} bittet Sie um eine Karte',
      preview: 'Hinterlegen Sie eine Karte in Ihrem Konto, um Ihre Rechnungen damit zu bezahlen.',
      body: paragraphs(
        greeting.de,
        '{company_name} bittet Sie, eine Karte in Ihrem Konto zu hinterlegen, damit Ihre Rechnungen damit bezahlt werden können. Ihre Kartendaten gehen an den Zahlungsdienst; bei {company_name} sieht sie niemand. Sie melden sich zuerst an, und wozu Sie zustimmen, steht neben dem Formular.',
      ),
      button: 'Karte hinterlegen',
      aside: questions.de,
    },
    fr: {
      subject: '{company_name} vous demande une carte',
      preview: 'Ajoutez une carte à votre compte pour payer vos factures.',
      body: paragraphs(
        greeting.fr,
        '{company_name} vous demande d’enregistrer une carte dans votre compte, afin que vos factures puissent être payées avec elle. Vos données de carte vont au service de paiement ; personne chez {company_name} ne les voit. Vous vous connectez d’abord, et ce que vous acceptez figure à côté du formulaire.',
      ),
      button: 'Ajouter une carte',
      aside: questions.fr,
    },
    es: {
      subject: '{company_name} le pide una tarjeta',
      preview: 'Añada una tarjeta a su cuenta para pagar sus facturas con ella.',
      body: paragraphs(
        greeting.es,
        '{company_name} le pide que guarde una tarjeta en su cuenta, para que sus facturas se puedan pagar con ella. Los datos de su tarjeta van al servicio de pago; nadie en {company_name} los ve. Primero inicia sesión, y lo que acepta figura junto al formulario.',
      ),
      button: 'Añadir una tarjeta',
      aside: questions.es,
    },
    nl: {
      subject: '{company_name} vraagt u om een kaart',
      preview: 'Voeg een kaart toe aan uw account om uw facturen mee te betalen.',
      body: paragraphs(
        greeting.nl,
        '{company_name} vraagt u een kaart in uw account te bewaren, zodat uw facturen ermee betaald kunnen worden. Uw kaartgegevens gaan naar de betaaldienst; niemand bij {company_name} ziet ze. U logt eerst in, en waarmee u akkoord gaat staat naast het formulier.',
      ),
      button: 'Kaart toevoegen',
      aside: questions.nl,
    },
  },
});
