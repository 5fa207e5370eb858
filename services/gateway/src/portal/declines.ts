import type { PortalAttemptModel } from '../api/models/portal.ts';

export type Decline = NonNullable<PortalAttemptModel['decline']>;

const another = 'Try another card, or ask your bank.';
const texts: Record<string, Decline> = {
  insufficient_funds: {
    title: 'The card does not have enough money for this.',
    advice: 'Try another card, or pay a part now if that is offered.',
  },
  card_velocity_exceeded: {
    title: 'The card has reached a limit.',
    advice: 'Try another card, or ask your bank about its limits.',
  },
  withdrawal_count_limit_exceeded: {
    title: 'The card has reached a limit.',
    advice: 'Try another card, or ask your bank about its limits.',
  },
  expired_card: { title: 'The card has expired.', advice: 'Use another card.' },
  incorrect_cvc: {
    title: 'The security code is not right.',
    advice: 'Look at the card’s back and type the code again.',
  },
  invalid_cvc: { title: 'The security code is not right.', advice: 'Look at the card’s back and type the code again.' },
  incorrect_number: { title: 'The card number is not right.', advice: 'Check the number and type it again.' },
  invalid_number: { title: 'The card number is not right.', advice: 'Check the number and type it again.' },
  invalid_expiry_month: { title: 'The expiry date is not right.', advice: 'Check the date and type it again.' },
  invalid_expiry_year: { title: 'The expiry date is not right.', advice: 'Check the date and type it again.' },
  incorrect_zip: { title: 'The postcode does not match the card.', advice: 'Check the postcode and try again.' },
  authentication_required: {
    title: 'Your bank wants you to confirm this payment.',
    advice: 'Try again and confirm it when your bank asks.',
  },
  payment_intent_authentication_failure: {
    title: 'Your bank could not confirm that it was you.',
    advice: 'Try again and confirm it when your bank asks, or use another card.',
  },
  currency_not_supported: { title: 'The card does not take this currency.', advice: another },
  card_not_supported: { title: 'The card does not support this kind of payment.', advice: another },
  testmode_decline: { title: 'This is a test card.', advice: 'Use a real card.' },
  processing_error: {
    title: 'Something went wrong while the card was charged.',
    advice: 'Nothing was taken. Try again in a few minutes.',
  },
  issuer_not_available: {
    title: 'Your bank could not be reached.',
    advice: 'Nothing was taken. Try again in a few minutes.',
  },
  try_again_later: {
    title: 'Your bank could not do this just now.',
    advice: 'Nothing was taken. Try again in a few minutes.',
  },
};

/** Codes whose names say little to whoever has not read Stripe's list. */
const bankSays: Record<string, string> = {
  generic_decline: 'declined, no reason given',
  do_not_honor: 'declined, no reason given',
  call_issuer: 'the holder has to call the bank',
  pickup_card: 'the bank wants the card back',
  transaction_not_allowed: 'not allowed with this card',
  confirm_card_data: 'check the card’s details',
};

/** What a bank said, for staff: the code in words. */
export function bankWords(code: string): string {
  return (Object.hasOwn(bankSays, code) && bankSays[code]) || code.replaceAll('_', ' ');
}

const plain: Decline = { title: 'Your bank declined this payment.', advice: `Nothing was taken. ${another}` };

/**
 * What to tell the payer. What a bank says of theft, loss or suspicion is not repeated: the payer may be the thief, or be wronged, and
 * either way it is the bank's to say.
 */
export function declineText(code: string | null): Decline {
  return (code !== null && Object.hasOwn(texts, code) && texts[code]) || plain;
}
