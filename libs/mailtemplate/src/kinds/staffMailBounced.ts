import { defineMail } from '../definition.ts';
import { paragraphs } from './phrases.ts';

export const staffMailBounced = defineMail({
  kind: 'staffMailBounced',
  title: 'To staff: mail not delivered',
  about: 'When a customer’s mail server refuses a mail, or a mail was given up.',
  audience: 'staff',
  tags: ['customer_name', 'company_name', 'mail_subject', 'mail_recipient', 'problem'],
  facts: [
    { label: 'customer', tag: 'customer_name' },
    { label: 'mail', tag: 'mail_subject' },
    { label: 'to', tag: 'mail_recipient' },
    { label: 'problem', tag: 'problem' },
  ],
  link: 'staff',
  pdf: false,
  defaults: {
    en: {
      subject: 'A mail to {customer_name} was not delivered',
      preview: '{problem}',
      body: paragraphs(
        'A mail to {customer_name} was not delivered.',
        'Ask the customer for another address, change it, and send the mail again.',
      ),
      button: 'Open the mail',
      aside: '',
    },
    de: {
      subject: 'Eine E-Mail an {customer_name} wurde nicht zugestellt',
      preview: '{problem}',
      body: paragraphs(
        'Eine E-Mail an {customer_name} wurde nicht zugestellt.',
        'Bitten Sie den Kunden um eine andere Adresse, ändern Sie sie, und senden Sie die E-Mail erneut.',
      ),
      button: 'E-Mail öffnen',
      aside: '',
    },
    fr: {
      subject: 'Un e-mail à {customer_name} n’a pas été remis',
      preview: '{problem}',
      body: paragraphs(
        'Un e-mail à {customer_name} n’a pas été remis.',
        'Demandez une autre adresse au client, changez-la, puis renvoyez l’e-mail.',
      ),
      button: 'Ouvrir l’e-mail',
      aside: '',
    },
    es: {
      subject: 'Un correo a {customer_name} no se ha entregado',
      preview: '{problem}',
      body: paragraphs(
        'Un correo a {customer_name} no se ha entregado.',
        'Pida otra dirección al cliente, cámbiela y envíe el correo de nuevo.',
      ),
      button: 'Abrir el correo',
      aside: '',
    },
    nl: {
      subject: 'Een e-mail aan {customer_name} is niet bezorgd',
      preview: '{problem}',
      body: paragraphs(
        'Een e-mail aan {customer_name} is niet bezorgd.',
        'Vraag de klant om een ander adres, wijzig het, en stuur de e-mail opnieuw.',
      ),
      button: 'E-mail openen',
      aside: '',
    },
  },
});
