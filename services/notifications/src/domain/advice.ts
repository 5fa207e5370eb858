/** What a payer may do about a decline. Why the bank refused is between them and the bank: a lost or stolen card is never named. */
export function adviceOn(declineCode: string | null): string {
  switch (declineCode) {
    case 'insufficient_funds':
    case 'card_velocity_exceeded':
    case 'withdrawal_count_limit_exceeded':
      return 'The card did not cover the amount this time. You can try again later, pay a part of it, or use another card.';
    case 'expired_card':
    case 'incorrect_cvc':
    case 'incorrect_number':
    case 'invalid_expiry_month':
    case 'invalid_expiry_year':
      return 'Please check the card’s number, expiry date and security code, or use another card.';
    case 'authentication_required':
    case 'payment_intent_authentication_failure':
      return 'Your bank wants you to confirm the payment. Please try again and follow your bank’s steps, or use another card.';
    case 'processing_error':
    case 'issuer_not_available':
    case 'try_again_later':
      return 'Your bank could not be reached. Please try again in a little while.';
    default:
      return 'Your bank did not allow it. Please try another card, or ask your bank.';
  }
}
