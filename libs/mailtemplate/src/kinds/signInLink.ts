import { defineMail } from '../definition.ts';
import { greeting, paragraphs } from './phrases.ts';

export const signInLink = defineMail({
  kind: 'signInLink',
  title: 'Sign-in link',
  about: 'When a customer asks to sign in to the portal.',
  audience: 'customer',
  tags: ['customer_name', 'company_name', 'support_contact'],
  facts: [],
  link: 'signIn',
  pdf: false,
  defaults: {
    en: {
      subject: 'Sign in to {company_name}',
      preview: 'The link works once, for ten minutes.',
      body: paragraphs(greeting.en, 'Here is the link you asked for. It signs you in to your invoices and payments.'),
      button: 'Sign in',
      aside: paragraphs(
        'The link works once, for ten minutes, in the browser in which you asked for it.',
        'You did not ask for it? Then somebody typed your address by mistake, and there is nothing you need to do.',
      ),
    },
    de: {
      subject: 'Anmeldung bei {company_name}',
      preview: 'Der Link gilt einmal, zehn Minuten lang.',
      body: paragraphs(
        greeting.de,
        'hier ist der Link, um den Sie gebeten haben. Er meldet Sie bei Ihren Rechnungen und Zahlungen an.',
      ),
      button: 'Anmelden',
      aside: paragraphs(
        'Der Link gilt einmal, zehn Minuten lang, in dem Browser, in dem Sie um ihn gebeten haben.',
        'Sie haben nicht darum gebeten? Dann hat sich jemand bei der Adresse vertippt, und Sie müssen nichts tun.',
      ),
    },
    fr: {
      subject: 'Connexion à {company_name}',
      preview: 'Le lien fonctionne une fois, pendant dix minutes.',
      body: paragraphs(
        greeting.fr,
        'Voici le lien que vous avez demandé. Il vous connecte à vos factures et paiements.',
      ),
      button: 'Se connecter',
      aside: paragraphs(
        'Le lien fonctionne une fois, pendant dix minutes, dans le navigateur où vous l’avez demandé.',
        'Vous ne l’avez pas demandé ? Quelqu’un a saisi votre adresse par erreur, et vous n’avez rien à faire.',
      ),
    },
    es: {
      subject: 'Acceso a {company_name}',
      preview: 'El enlace funciona una vez, durante diez minutos.',
      body: paragraphs(greeting.es, 'Aquí tiene el enlace que ha pedido. Le da acceso a sus facturas y pagos.'),
      button: 'Acceder',
      aside: paragraphs(
        'El enlace funciona una vez, durante diez minutos, en el navegador en el que lo pidió.',
        '¿No lo ha pedido? Entonces alguien escribió su dirección por error y no tiene que hacer nada.',
      ),
    },
    nl: {
      subject: 'Aanmelden bij {company_name}',
      preview: 'De link werkt één keer, tien minuten lang.',
      body: paragraphs(
        greeting.nl,
        'Hierbij de link die u hebt gevraagd. Hij meldt u aan bij uw facturen en betalingen.',
      ),
      button: 'Aanmelden',
      aside: paragraphs(
        'De link werkt één keer, tien minuten lang, in de browser waarin u erom vroeg.',
        'Niet gevraagd? Dan heeft iemand uw adres per ongeluk ingevuld en hoeft u niets te doen.',
      ),
    },
  },
});
