import { defineMail } from '../definition.ts';
import { greeting, paragraphs, questions } from './phrases.ts';

export const refundSent = defineMail({
  kind: 'refundSent',
  title: 'Refund',
  about: 'When money has gone back to the card it came from.',
  audience: 'customer',
  tags: ['customer_name', 'company_name', 'support_contact', 'invoice_number', 'amount_refunded', 'amount_due'],
  facts: [
    { label: 'invoice', tag: 'invoice_number' },
    { label: 'refunded', tag: 'amount_refunded' },
  ],
  link: 'invoice',
  pdf: false,
  defaults: {
    en: {
      subject: '{amount_refunded} refunded by {company_name}',
      preview: 'It is on its way back to your card.',
      body: paragraphs(
        greeting.en,
        'We have refunded {amount_refunded} of invoice {invoice_number}. It goes back to the card you paid with; your bank may take five to ten days to show it.',
      ),
      button: 'See the invoice',
      aside: questions.en,
    },
    de: {
      subject: '{company_name} hat Ihnen {amount_refunded} erstattet',
      preview: 'Der Betrag ist auf dem Weg zurück zu Ihrer Karte.',
      body: paragraphs(
        greeting.de,
        'wir haben Ihnen {amount_refunded} zur Rechnung {invoice_number} erstattet. Der Betrag geht auf die Karte zurück, mit der Sie bezahlt haben; bis er bei Ihrer Bank erscheint, können fünf bis zehn Tage vergehen.',
      ),
      button: 'Rechnung ansehen',
      aside: questions.de,
    },
    fr: {
      subject: '{company_name} vous a remboursé {amount_refunded}',
      preview: 'Le montant revient sur votre carte.',
      body: paragraphs(
        greeting.fr,
        'Nous vous avons remboursé {amount_refunded} sur la facture {invoice_number}. Le montant revient sur la carte avec laquelle vous avez payé ; votre banque peut mettre cinq à dix jours à l’afficher.',
      ),
      button: 'Voir la facture',
      aside: questions.fr,
    },
    es: {
      subject: '{company_name} le ha reembolsado {amount_refunded}',
      preview: 'El importe vuelve a su tarjeta.',
      body: paragraphs(
        greeting.es,
        'Le hemos reembolsado {amount_refunded} de la factura {invoice_number}. El importe vuelve a la tarjeta con la que pagó; su banco puede tardar de cinco a diez días en mostrarlo.',
      ),
      button: 'Ver la factura',
      aside: questions.es,
    },
    nl: {
      subject: '{company_name} heeft u {amount_refunded} terugbetaald',
      preview: 'Het bedrag is onderweg naar uw kaart.',
      body: paragraphs(
        greeting.nl,
        'We hebben u {amount_refunded} van factuur {invoice_number} terugbetaald. Het bedrag gaat terug naar de kaart waarmee u betaalde; het kan vijf tot tien dagen duren voordat uw bank het toont.',
      ),
      button: 'Factuur bekijken',
      aside: questions.nl,
    },
  },
});
