import { defineMail } from '../definition.ts';

export const staffRefundFailed = defineMail({
  kind: 'staffRefundFailed',
  title: 'To staff: refund failed',
  about: 'When a refund could not be sent, or came back after it was.',
  audience: 'staff',
  tags: ['customer_name', 'company_name', 'invoice_number', 'amount_refunded', 'problem'],
  facts: [
    { label: 'customer', tag: 'customer_name' },
    { label: 'invoice', tag: 'invoice_number' },
    { label: 'refunded', tag: 'amount_refunded' },
    { label: 'problem', tag: 'problem' },
  ],
  link: 'staff',
  pdf: false,
  defaults: {
    en: {
      subject: 'A refund to {customer_name} could not be sent',
      preview: '{amount_refunded} of invoice {invoice_number}.',
      body: 'A refund of {amount_refunded} to {customer_name} could not be sent. It is still owed to them: send it again, pay it another way, or make it their credit.',
      button: 'Open the invoice',
      aside: '',
    },
    de: {
      subject: 'Eine Erstattung an {customer_name} ging nicht hinaus',
      preview: '{amount_refunded} zur Rechnung {invoice_number}.',
      body: 'Eine Erstattung von {amount_refunded} an {customer_name} ging nicht hinaus. Der Betrag wird weiter geschuldet: senden Sie ihn noch einmal, zahlen Sie ihn auf anderem Weg, oder machen Sie ein Guthaben daraus.',
      button: 'Rechnung öffnen',
      aside: '',
    },
    fr: {
      subject: 'Un remboursement à {customer_name} n’a pas abouti',
      preview: '{amount_refunded} sur la facture {invoice_number}.',
      body: 'Un remboursement de {amount_refunded} à {customer_name} n’a pas abouti. Le montant reste dû : renvoyez-le, payez-le autrement, ou faites-en un crédit.',
      button: 'Ouvrir la facture',
      aside: '',
    },
    es: {
      subject: 'No se ha podido enviar un reembolso a {customer_name}',
      preview: '{amount_refunded} de la factura {invoice_number}.',
      body: 'No se ha podido enviar un reembolso de {amount_refunded} a {customer_name}. El importe se sigue debiendo: envíelo de nuevo, páguelo de otra manera o conviértalo en saldo a favor.',
      button: 'Abrir la factura',
      aside: '',
    },
    nl: {
      subject: 'Een terugbetaling aan {customer_name} kon niet worden verstuurd',
      preview: '{amount_refunded} van factuur {invoice_number}.',
      body: 'Een terugbetaling van {amount_refunded} aan {customer_name} kon niet worden verstuurd. Het bedrag is nog verschuldigd: verstuur het opnieuw, betaal het anders, of maak er tegoed van.',
      button: 'Factuur openen',
      aside: '',
    },
  },
});
