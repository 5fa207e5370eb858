import { defineMail } from '../definition.ts';
import { forwarding, greeting, paragraphs, questions } from './phrases.ts';

export const autopayCardNeeded = defineMail({
  kind: 'autopayCardNeeded',
  title: 'Another card is needed',
  about: 'When a card on file cannot be charged any more, so that an automatic payment waits for another.',
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
      subject: 'Please renew your card: invoice {invoice_number} could not be charged',
      preview: 'Nothing was taken. Another card, or its new details, are needed.',
      body: paragraphs(
        greeting.en,
        'The card that you have on file could not be charged for invoice {invoice_number}, and it will not be tried again. Nothing was taken from your account.',
        'You can pay the invoice with another card now. To have your next invoices paid automatically, sign in to your account and add a new card there.',
      ),
      button: 'Pay {amount_due} with another card',
      aside: paragraphs(forwarding.en, questions.en),
    },
    de: {
      subject: 'Bitte erneuern Sie Ihre Karte: Rechnung {invoice_number} konnte nicht eingezogen werden',
      preview: 'Es wurde nichts abgebucht. Es wird eine andere Karte benötigt.',
      body: paragraphs(
        greeting.de,
        'die hinterlegte Karte konnte für Rechnung {invoice_number} nicht belastet werden und wird nicht erneut versucht. Es wurde nichts abgebucht.',
        'Sie können die Rechnung jetzt mit einer anderen Karte bezahlen. Damit Ihre nächsten Rechnungen automatisch bezahlt werden, melden Sie sich in Ihrem Konto an und hinterlegen Sie dort eine neue Karte.',
      ),
      button: '{amount_due} mit anderer Karte bezahlen',
      aside: paragraphs(forwarding.de, questions.de),
    },
    fr: {
      subject: 'Veuillez renouveler votre carte : la facture {invoice_number} n’a pas pu être prélevée',
      preview: 'Rien n’a été prélevé. Une autre carte est nécessaire.',
      body: paragraphs(
        greeting.fr,
        'La carte enregistrée n’a pas pu être débitée pour la facture {invoice_number}, et elle ne sera pas réessayée. Rien n’a été prélevé sur votre compte.',
        'Vous pouvez payer la facture maintenant avec une autre carte. Pour que vos prochaines factures soient payées automatiquement, connectez-vous à votre compte et ajoutez-y une nouvelle carte.',
      ),
      button: 'Payer {amount_due} avec une autre carte',
      aside: paragraphs(forwarding.fr, questions.fr),
    },
    es: {
      subject: 'Renueve su tarjeta: no se pudo cobrar la factura {invoice_number}',
      preview: 'No se ha cobrado nada. Hace falta otra tarjeta.',
      body: paragraphs(
        greeting.es,
        'La tarjeta guardada no se pudo cobrar para la factura {invoice_number} y no se volverá a intentar. No se ha cobrado nada de su cuenta.',
        'Puede pagar la factura ahora con otra tarjeta. Para que sus próximas facturas se paguen automáticamente, entre en su cuenta y añada allí una tarjeta nueva.',
      ),
      button: 'Pagar {amount_due} con otra tarjeta',
      aside: paragraphs(forwarding.es, questions.es),
    },
    nl: {
      subject: 'Vernieuw uw kaart: factuur {invoice_number} kon niet worden afgeschreven',
      preview: 'Er is niets afgeschreven. Er is een andere kaart nodig.',
      body: paragraphs(
        greeting.nl,
        'De bewaarde kaart kon niet worden belast voor factuur {invoice_number} en wordt niet opnieuw geprobeerd. Er is niets van uw rekening afgeschreven.',
        'U kunt de factuur nu met een andere kaart betalen. Log in op uw account en voeg daar een nieuwe kaart toe, zodat uw volgende facturen automatisch worden betaald.',
      ),
      button: '{amount_due} betalen met een andere kaart',
      aside: paragraphs(forwarding.nl, questions.nl),
    },
  },
});
