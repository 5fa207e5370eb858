import { defineMail } from '../definition.ts';
import { owedInvoice } from './owedInvoice.ts';
import { forwarding, greeting, paragraphs, questions } from './phrases.ts';

export const reminderOverdue = defineMail({
  kind: 'reminderOverdue',
  title: 'Reminder of an overdue invoice',
  about: 'On and after the due date, on the days that are set under Reminders, if it is still to be paid.',
  ...owedInvoice,
  defaults: {
    en: {
      subject: 'Invoice {invoice_number} from {company_name} was due on {due_date}',
      preview: '{amount_due} is still to be paid.',
      body: paragraphs(
        greeting.en,
        'Invoice {invoice_number} was due on {due_date}, and {amount_due} is still to be paid. You will find the invoice attached, and you can pay it online. If you have paid in the last days, thank you: there is nothing more to do.',
      ),
      button: 'View and pay {amount_due}',
      aside: paragraphs(forwarding.en, questions.en),
    },
    de: {
      subject: 'Rechnung {invoice_number} von {company_name} war am {due_date} fällig',
      preview: '{amount_due} sind noch offen.',
      body: paragraphs(
        greeting.de,
        'Rechnung {invoice_number} war am {due_date} fällig, und {amount_due} sind noch offen. Die Rechnung ist angehängt, und Sie können sie online bezahlen. Falls Sie in den letzten Tagen bezahlt haben, vielen Dank: dann ist nichts weiter zu tun.',
      ),
      button: 'Ansehen und {amount_due} bezahlen',
      aside: paragraphs(forwarding.de, questions.de),
    },
    fr: {
      subject: 'La facture {invoice_number} de {company_name} était à payer avant le {due_date}',
      preview: 'Il reste {amount_due} à régler.',
      body: paragraphs(
        greeting.fr,
        'La facture {invoice_number} était à payer avant le {due_date}, et il reste {amount_due} à régler. La facture est jointe et vous pouvez la payer en ligne. Si vous avez payé ces derniers jours, merci : vous n’avez rien d’autre à faire.',
      ),
      button: 'Voir et payer {amount_due}',
      aside: paragraphs(forwarding.fr, questions.fr),
    },
    es: {
      subject: 'La factura {invoice_number} de {company_name} venció el {due_date}',
      preview: 'Quedan {amount_due} por pagar.',
      body: paragraphs(
        greeting.es,
        'La factura {invoice_number} venció el {due_date} y quedan {amount_due} por pagar. La factura va adjunta y puede pagarla en línea. Si la ha pagado en los últimos días, gracias: no tiene que hacer nada más.',
      ),
      button: 'Ver y pagar {amount_due}',
      aside: paragraphs(forwarding.es, questions.es),
    },
    nl: {
      subject: 'Factuur {invoice_number} van {company_name} had voor {due_date} betaald moeten zijn',
      preview: 'Er staat nog {amount_due} open.',
      body: paragraphs(
        greeting.nl,
        'Factuur {invoice_number} had voor {due_date} betaald moeten zijn, en er staat nog {amount_due} open. De factuur is bijgevoegd en u kunt hem online betalen. Hebt u de afgelopen dagen betaald? Dank u wel, dan hoeft u niets meer te doen.',
      ),
      button: 'Bekijken en {amount_due} betalen',
      aside: paragraphs(forwarding.nl, questions.nl),
    },
  },
});
