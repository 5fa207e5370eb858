/** Why a charge fails, as error, charge and outcome tell it. */
export interface Decline {
  code: string;
  declineCode?: string;
  message: string;
  adviceCode: 'confirm_card_data' | 'do_not_try_again' | 'try_again_later' | null;
  networkDeclineCode: string | null;
  /** `blocked` charges never reach the bank. */
  outcome: 'issuer_declined' | 'blocked';
}

const issuer = (
  code: string,
  message: string,
  adviceCode: Decline['adviceCode'],
  networkDeclineCode: string,
  declineCode?: string,
): Decline => ({
  code,
  ...(declineCode === undefined ? {} : { declineCode }),
  message,
  adviceCode,
  networkDeclineCode,
  outcome: 'issuer_declined',
});

const declined = 'Your card was declined.';

/** The declines the test cards play (docs.stripe.com/testing, docs.stripe.com/declines/codes). */
export const declines = {
  generic: issuer('card_declined', declined, 'try_again_later', '01', 'generic_decline'),
  insufficientFunds: issuer(
    'card_declined',
    'Your card has insufficient funds.',
    'try_again_later',
    '51',
    'insufficient_funds',
  ),
  lostCard: issuer('card_declined', declined, 'do_not_try_again', '41', 'lost_card'),
  stolenCard: issuer('card_declined', declined, 'do_not_try_again', '43', 'stolen_card'),
  expiredCard: issuer('expired_card', 'Your card has expired.', 'confirm_card_data', '54'),
  incorrectCvc: issuer('incorrect_cvc', "Your card's security code is incorrect.", 'confirm_card_data', 'N7'),
  processingError: issuer(
    'processing_error',
    'An error occurred while processing your card. Try again in a little bit.',
    'try_again_later',
    '96',
  ),
  velocity: issuer(
    'card_declined',
    'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
    'try_again_later',
    '65',
    'card_velocity_exceeded',
  ),
  authenticationRequired: issuer(
    'authentication_required',
    'Your card was declined. This transaction requires authentication.',
    null,
    '1A',
    'authentication_required',
  ),
  blocked: {
    code: 'card_declined',
    declineCode: 'fraudulent',
    message: declined,
    adviceCode: null,
    networkDeclineCode: null,
    outcome: 'blocked',
  },
} satisfies Record<string, Decline>;

export type DeclineName = keyof typeof declines;
