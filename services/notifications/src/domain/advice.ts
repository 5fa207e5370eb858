import type { MailLanguage } from '@purser/mailtemplate';

type Cause = 'funds' | 'details' | 'authentication' | 'bankAway' | 'other';

/** What a payer may do about a decline. Why the bank refused is between them and the bank: a lost or stolen card is never named. */
export function adviceOn(declineCode: string | null, language: MailLanguage): string {
  return advice[language][causeOf(declineCode)];
}

function causeOf(declineCode: string | null): Cause {
  switch (declineCode) {
    case 'insufficient_funds':
    case 'card_velocity_exceeded':
    case 'withdrawal_count_limit_exceeded':
      return 'funds';
    case 'expired_card':
    case 'incorrect_cvc':
    case 'incorrect_number':
    case 'invalid_expiry_month':
    case 'invalid_expiry_year':
      return 'details';
    case 'authentication_required':
    case 'payment_intent_authentication_failure':
      return 'authentication';
    case 'processing_error':
    case 'issuer_not_available':
    case 'try_again_later':
      return 'bankAway';
    default:
      return 'other';
  }
}

const advice: Readonly<Record<MailLanguage, Record<Cause, string>>> = {
  en: {
    funds:
      'The card or account did not cover the amount this time. You can try again later, pay a part of it, or use another card.',
    details: 'Please check the card’s number, expiry date and security code, or use another card.',
    authentication:
      'Your bank wants you to confirm the payment. Please try again and follow your bank’s steps, or use another card.',
    bankAway: 'Your bank could not be reached. Please try again in a little while.',
    other: 'Your bank did not allow it. Please try another card, or ask your bank.',
  },
  de: {
    funds:
      'Karte oder Konto deckten den Betrag diesmal nicht. Sie können es später erneut versuchen, einen Teil bezahlen oder eine andere Karte nehmen.',
    details: 'Bitte prüfen Sie Nummer, Ablaufdatum und Prüfziffer der Karte, oder nehmen Sie eine andere.',
    authentication:
      'Ihre Bank möchte, dass Sie die Zahlung bestätigen. Bitte versuchen Sie es erneut und folgen Sie Ihrer Bank, oder nehmen Sie eine andere Karte.',
    bankAway: 'Ihre Bank war nicht erreichbar. Bitte versuchen Sie es in Kürze erneut.',
    other: 'Ihre Bank hat es nicht erlaubt. Bitte versuchen Sie eine andere Karte, oder fragen Sie Ihre Bank.',
  },
  fr: {
    funds:
      'La carte ou le compte ne couvrait pas le montant cette fois. Vous pouvez réessayer plus tard, en payer une partie ou utiliser une autre carte.',
    details: 'Veuillez vérifier le numéro, la date d’expiration et le code de la carte, ou utiliser une autre carte.',
    authentication:
      'Votre banque souhaite que vous confirmiez le paiement. Veuillez réessayer en suivant ses étapes, ou utiliser une autre carte.',
    bankAway: 'Votre banque n’a pas pu être jointe. Veuillez réessayer dans un moment.',
    other: 'Votre banque ne l’a pas autorisé. Veuillez essayer une autre carte, ou demander à votre banque.',
  },
  es: {
    funds:
      'La tarjeta o la cuenta no cubría el importe esta vez. Puede intentarlo más tarde, pagar una parte o usar otra tarjeta.',
    details: 'Compruebe el número, la fecha de caducidad y el código de la tarjeta, o use otra tarjeta.',
    authentication:
      'Su banco quiere que confirme el pago. Inténtelo de nuevo y siga los pasos de su banco, o use otra tarjeta.',
    bankAway: 'No se pudo contactar con su banco. Inténtelo de nuevo dentro de un rato.',
    other: 'Su banco no lo ha permitido. Pruebe con otra tarjeta o pregunte a su banco.',
  },
  nl: {
    funds:
      'De kaart of rekening dekte het bedrag deze keer niet. U kunt het later opnieuw proberen, een deel betalen of een andere kaart gebruiken.',
    details: 'Controleer het nummer, de vervaldatum en de code van de kaart, of gebruik een andere kaart.',
    authentication:
      'Uw bank wil dat u de betaling bevestigt. Probeer het opnieuw en volg de stappen van uw bank, of gebruik een andere kaart.',
    bankAway: 'Uw bank was niet bereikbaar. Probeer het over een tijdje opnieuw.',
    other: 'Uw bank stond het niet toe. Probeer een andere kaart, of vraag het uw bank.',
  },
};
