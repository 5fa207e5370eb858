import { defineMail } from '../definition.ts';
import { forwarding, greeting, paragraphs, questions } from './phrases.ts';

export const autopayConfirm = defineMail({
  kind: 'autopayConfirm',
  title: 'Automatic payment to be confirmed',
  about: 'When a customer’s bank wants them to confirm an automatic payment.',
  audience: 'customer',
  tags: [
    'customer_name',
    'company_name',
    'support_contact',
    'invoice_number',
    'invoice_total',
    'amount_due',
    'due_date',
  ],
  facts: [
    { label: 'invoice', tag: 'invoice_number' },
    { label: 'due', tag: 'amount_due' },
    { label: 'dueBy', tag: 'due_date' },
  ],
  link: 'invoice',
  pdf: false,
  defaults: {
    en: {
      subject: 'Please confirm your payment of invoice {invoice_number}',
      preview: 'Your bank wants you to confirm it. It takes a minute.',
      body: paragraphs(
        greeting.en,
        'Your bank wants you to confirm the automatic payment of invoice {invoice_number}. Nothing was taken yet.',
        'Open the link, and follow your bank’s steps. The payment that was begun is finished by it; nothing is taken twice.',
      ),
      button: 'Confirm {amount_due}',
      aside: paragraphs(forwarding.en, questions.en),
    },
    de: {
      subject: 'Bitte bestätigen Sie Ihre Zahlung der Rechnung {invoice_number}',
      preview: 'Ihre Bank möchte, dass Sie sie bestätigen. Es dauert eine Minute.',
      body: paragraphs(
        greeting.de,
        'Ihre Bank möchte, dass Sie die automatische Zahlung der Rechnung {invoice_number} bestätigen. Es wurde noch nichts abgebucht.',
        'Öffnen Sie den Link und folgen Sie Ihrer Bank. Damit wird die begonnene Zahlung abgeschlossen; es wird nichts doppelt abgebucht.',
      ),
      button: '{amount_due} bestätigen',
      aside: paragraphs(forwarding.de, questions.de),
    },
    fr: {
      subject: 'Veuillez confirmer votre paiement de la facture {invoice_number}',
      preview: 'Votre banque souhaite que vous le confirmiez. Cela prend une minute.',
      body: paragraphs(
        greeting.fr,
        'Votre banque souhaite que vous confirmiez le paiement automatique de la facture {invoice_number}. Rien n’a encore été prélevé.',
        'Ouvrez le lien et suivez les étapes de votre banque. Le paiement commencé est ainsi terminé ; rien n’est prélevé deux fois.',
      ),
      button: 'Confirmer {amount_due}',
      aside: paragraphs(forwarding.fr, questions.fr),
    },
    es: {
      subject: 'Confirme su pago de la factura {invoice_number}',
      preview: 'Su banco quiere que lo confirme. Es un minuto.',
      body: paragraphs(
        greeting.es,
        'Su banco quiere que confirme el pago automático de la factura {invoice_number}. Aún no se ha cobrado nada.',
        'Abra el enlace y siga los pasos de su banco. Así se termina el pago iniciado; nada se cobra dos veces.',
      ),
      button: 'Confirmar {amount_due}',
      aside: paragraphs(forwarding.es, questions.es),
    },
    nl: {
      subject: 'Bevestig uw betaling van factuur {invoice_number}',
      preview: 'Uw bank wil dat u die bevestigt. Het duurt een minuut.',
      body: paragraphs(
        greeting.nl,
        'Uw bank wil dat u de automatische betaling van factuur {invoice_number} bevestigt. Er is nog niets afgeschreven.',
        'Open de link en volg de stappen van uw bank. De begonnen betaling wordt daarmee afgerond; er wordt niets dubbel afgeschreven.',
      ),
      button: '{amount_due} bevestigen',
      aside: paragraphs(forwarding.nl, questions.nl),
    },
  },
});
