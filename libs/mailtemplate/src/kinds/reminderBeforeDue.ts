import { defineMail } from '../definition.ts';
import { owedInvoice } from './owedInvoice.ts';
import { forwarding, greeting, paragraphs, questions } from './phrases.ts';

export const reminderBeforeDue = defineMail({
  kind: 'reminderBeforeDue',
  title: 'Reminder before the due date',
  about: 'On the days before the due date that are set under Reminders, if it is still to be paid.',
  ...owedInvoice,
  defaults: {
    en: {
      subject: 'Reminder: invoice {invoice_number} from {company_name} is due on {due_date}',
      preview: '{amount_due} is due on {due_date}.',
      body: paragraphs(
        greeting.en,
        'This is a friendly reminder that invoice {invoice_number} is due on {due_date}. {amount_due} is still to be paid. You will find the invoice attached, and you can pay it online. If you have paid already, thank you: there is nothing more to do.',
      ),
      button: 'View and pay {amount_due}',
      aside: paragraphs(forwarding.en, questions.en),
    },
    de: {
      subject: 'Erinnerung: Rechnung {invoice_number} von {company_name} ist am {due_date} fällig',
      preview: '{amount_due}, fällig am {due_date}.',
      body: paragraphs(
        greeting.de,
        'eine freundliche Erinnerung: Rechnung {invoice_number} ist am {due_date} fällig. {amount_due} sind noch offen. Die Rechnung ist angehängt, und Sie können sie online bezahlen. Falls Sie schon bezahlt haben, vielen Dank: dann ist nichts weiter zu tun.',
      ),
      button: 'Ansehen und {amount_due} bezahlen',
      aside: paragraphs(forwarding.de, questions.de),
    },
    fr: {
      subject: 'Rappel : la facture {invoice_number} de {company_name} est à payer avant le {due_date}',
      preview: '{amount_due}, à payer avant le {due_date}.',
      body: paragraphs(
        greeting.fr,
        'Nous vous rappelons que la facture {invoice_number} est à payer avant le {due_date}. Il reste {amount_due} à régler. La facture est jointe et vous pouvez la payer en ligne. Si vous avez déjà payé, merci : vous n’avez rien d’autre à faire.',
      ),
      button: 'Voir et payer {amount_due}',
      aside: paragraphs(forwarding.fr, questions.fr),
    },
    es: {
      subject: 'Recordatorio: la factura {invoice_number} de {company_name} vence el {due_date}',
      preview: '{amount_due}, vence el {due_date}.',
      body: paragraphs(
        greeting.es,
        'Le recordamos que la factura {invoice_number} vence el {due_date}. Quedan {amount_due} por pagar. La factura va adjunta y puede pagarla en línea. Si ya la ha pagado, gracias: no tiene que hacer nada más.',
      ),
      button: 'Ver y pagar {amount_due}',
      aside: paragraphs(forwarding.es, questions.es),
    },
    nl: {
      subject: 'Herinnering: factuur {invoice_number} van {company_name} is te betalen voor {due_date}',
      preview: '{amount_due}, te betalen voor {due_date}.',
      body: paragraphs(
        greeting.nl,
        'Een vriendelijke herinnering: factuur {invoice_number} is te betalen voor {due_date}. Er staat nog {amount_due} open. De factuur is bijgevoegd en u kunt hem online betalen. Hebt u al betaald? Dank u wel, dan hoeft u niets meer te doen.',
      ),
      button: 'Bekijken en {amount_due} betalen',
      aside: paragraphs(forwarding.nl, questions.nl),
    },
  },
});
