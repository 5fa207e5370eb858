import { defineMail } from '../definition.ts';
import { forwarding, greeting, paragraphs, questions } from './phrases.ts';

export const autopayLastNotice = defineMail({
  kind: 'autopayLastNotice',
  title: 'Last notice of an automatic payment',
  about: 'When the last try of an automatic payment did not go through.',
  audience: 'customer',
  tags: [
    'customer_name',
    'company_name',
    'support_contact',
    'invoice_number',
    'invoice_total',
    'amount_due',
    'due_date',
    'advice',
    'pay_by',
  ],
  facts: [
    { label: 'invoice', tag: 'invoice_number' },
    { label: 'due', tag: 'amount_due' },
    { label: 'dueBy', tag: 'due_date' },
    { label: 'payBy', tag: 'pay_by' },
  ],
  link: 'invoice',
  pdf: false,
  defaults: {
    en: {
      subject: 'Last notice: invoice {invoice_number} is still to be paid',
      preview: 'Your card was tried for the last time. Please pay by {pay_by}.',
      body: paragraphs(
        greeting.en,
        'We have tried to charge your card for invoice {invoice_number} for the last time, and it did not go through. Nothing was taken from your account.',
        '{advice}',
        'Please pay {amount_due} by {pay_by}.',
      ),
      button: 'Pay {amount_due} now',
      aside: paragraphs(forwarding.en, questions.en),
    },
    de: {
      subject: 'Letzte Mitteilung: Rechnung {invoice_number} ist noch offen',
      preview: 'Ihre Karte wurde zum letzten Mal versucht. Bitte zahlen Sie bis {pay_by}.',
      body: paragraphs(
        greeting.de,
        'wir haben zum letzten Mal versucht, Ihre Karte für Rechnung {invoice_number} zu belasten, und es ist nicht gelungen. Es wurde nichts abgebucht.',
        '{advice}',
        'Bitte bezahlen Sie {amount_due} bis {pay_by}.',
      ),
      button: '{amount_due} jetzt bezahlen',
      aside: paragraphs(forwarding.de, questions.de),
    },
    fr: {
      subject: 'Dernier avis : la facture {invoice_number} reste à payer',
      preview: 'Votre carte a été essayée une dernière fois. Merci de payer avant le {pay_by}.',
      body: paragraphs(
        greeting.fr,
        'Nous avons essayé une dernière fois de débiter votre carte pour la facture {invoice_number}, sans succès. Rien n’a été prélevé sur votre compte.',
        '{advice}',
        'Merci de payer {amount_due} avant le {pay_by}.',
      ),
      button: 'Payer {amount_due} maintenant',
      aside: paragraphs(forwarding.fr, questions.fr),
    },
    es: {
      subject: 'Último aviso: la factura {invoice_number} sigue pendiente',
      preview: 'Se ha intentado cobrar su tarjeta por última vez. Pague antes del {pay_by}.',
      body: paragraphs(
        greeting.es,
        'Hemos intentado por última vez cobrar su tarjeta por la factura {invoice_number}, sin éxito. No se ha cobrado nada de su cuenta.',
        '{advice}',
        'Pague {amount_due} antes del {pay_by}.',
      ),
      button: 'Pagar {amount_due} ahora',
      aside: paragraphs(forwarding.es, questions.es),
    },
    nl: {
      subject: 'Laatste bericht: factuur {invoice_number} moet nog worden betaald',
      preview: 'Uw kaart is voor de laatste keer geprobeerd. Betaal uiterlijk {pay_by}.',
      body: paragraphs(
        greeting.nl,
        'We hebben voor de laatste keer geprobeerd uw kaart te belasten voor factuur {invoice_number}, en het is niet gelukt. Er is niets van uw rekening afgeschreven.',
        '{advice}',
        'Betaal {amount_due} uiterlijk {pay_by}.',
      ),
      button: 'Nu {amount_due} betalen',
      aside: paragraphs(forwarding.nl, questions.nl),
    },
  },
});
