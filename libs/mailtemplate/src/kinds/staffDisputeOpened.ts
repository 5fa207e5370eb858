import { defineMail } from '../definition.ts';

export const staffDisputeOpened = defineMail({
  kind: 'staffDisputeOpened',
  title: 'To staff: payment disputed',
  about: 'When a customer’s bank takes issue with a payment, with the day by which to answer.',
  audience: 'staff',
  tags: ['customer_name', 'company_name', 'invoice_number', 'amount_disputed', 'dispute_reason', 'answer_by'],
  facts: [
    { label: 'customer', tag: 'customer_name' },
    { label: 'invoice', tag: 'invoice_number' },
    { label: 'disputed', tag: 'amount_disputed' },
    { label: 'reason', tag: 'dispute_reason' },
    { label: 'answerBy', tag: 'answer_by' },
  ],
  link: 'staff',
  pdf: false,
  defaults: {
    en: {
      subject: '{customer_name}’s bank disputes {amount_disputed}',
      preview: 'Invoice {invoice_number}. Answer by {answer_by}.',
      body: 'The bank of {customer_name} takes issue with a payment of invoice {invoice_number}. Send evidence in time, or the money stays with the customer. Until it is decided nobody is reminded of the invoice.',
      button: 'Answer the dispute',
      aside: '',
    },
    de: {
      subject: 'Die Bank von {customer_name} beanstandet {amount_disputed}',
      preview: 'Rechnung {invoice_number}. Antwort bis {answer_by}.',
      body: 'Die Bank von {customer_name} beanstandet eine Zahlung der Rechnung {invoice_number}. Reichen Sie rechtzeitig Nachweise ein, sonst behält der Kunde das Geld. Bis zur Entscheidung wird an die Rechnung nicht erinnert.',
      button: 'Auf die Beanstandung antworten',
      aside: '',
    },
    fr: {
      subject: 'La banque de {customer_name} conteste {amount_disputed}',
      preview: 'Facture {invoice_number}. Répondez avant le {answer_by}.',
      body: 'La banque de {customer_name} conteste un paiement de la facture {invoice_number}. Envoyez vos preuves à temps, sinon le client garde l’argent. Aucun rappel ne part avant la décision.',
      button: 'Répondre au litige',
      aside: '',
    },
    es: {
      subject: 'El banco de {customer_name} disputa {amount_disputed}',
      preview: 'Factura {invoice_number}. Responda antes del {answer_by}.',
      body: 'El banco de {customer_name} disputa un pago de la factura {invoice_number}. Envíe pruebas a tiempo o el cliente se quedará con el dinero. Hasta que se decida no se envían recordatorios.',
      button: 'Responder a la disputa',
      aside: '',
    },
    nl: {
      subject: 'De bank van {customer_name} betwist {amount_disputed}',
      preview: 'Factuur {invoice_number}. Antwoord voor {answer_by}.',
      body: 'De bank van {customer_name} betwist een betaling van factuur {invoice_number}. Stuur op tijd bewijs, anders houdt de klant het geld. Tot de beslissing gaat er geen herinnering uit.',
      button: 'Op het geschil antwoorden',
      aside: '',
    },
  },
});
