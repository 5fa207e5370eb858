import type { MailLanguage } from '@purser/mailtemplate';

type Cause = 'tries' | 'card' | 'confirm' | 'request';

/** Why automatic payment gave an invoice up, for staff. */
export function gaveUpBecause(why: string | null, language: MailLanguage): string {
  return words[language][causeOf(why)];
}

function causeOf(why: string | null): Cause {
  switch (why) {
    case 'never':
    case 'ask':
    case 'noCard':
      return 'card';
    case 'authenticate':
      return 'confirm';
    case 'refused':
      return 'request';
    default:
      return 'tries';
  }
}

const words: Readonly<Record<MailLanguage, Record<Cause, string>>> = {
  en: {
    tries: 'The bank refused every try.',
    card: 'The card cannot be charged, and no other was given.',
    confirm: 'The bank wanted the customer to confirm it, and they did not.',
    request: 'Stripe did not take the payment.',
  },
  de: {
    tries: 'Die Bank hat jeden Versuch abgelehnt.',
    card: 'Die Karte kann nicht belastet werden, und es wurde keine andere hinterlegt.',
    confirm: 'Die Bank wollte eine Bestätigung des Kunden, und sie kam nicht.',
    request: 'Stripe hat die Zahlung nicht angenommen.',
  },
  fr: {
    tries: 'La banque a refusé chaque essai.',
    card: 'La carte ne peut pas être débitée, et aucune autre n’a été donnée.',
    confirm: 'La banque voulait une confirmation du client, qui n’est pas venue.',
    request: 'Stripe n’a pas accepté le paiement.',
  },
  es: {
    tries: 'El banco rechazó cada intento.',
    card: 'La tarjeta no se puede cobrar y no se dio otra.',
    confirm: 'El banco quería que el cliente lo confirmara, y no lo hizo.',
    request: 'Stripe no aceptó el pago.',
  },
  nl: {
    tries: 'De bank weigerde elke poging.',
    card: 'De kaart kan niet worden belast en er is geen andere gegeven.',
    confirm: 'De bank wilde dat de klant het bevestigde, en dat gebeurde niet.',
    request: 'Stripe nam de betaling niet aan.',
  },
};
