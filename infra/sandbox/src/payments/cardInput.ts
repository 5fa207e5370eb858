import { address, wholeAddress } from '../transport/common.ts';
import { ApiError, invalidParam } from '../transport/errors.ts';
import {
  clearable,
  integer,
  listOf,
  notSimulated,
  oneOf,
  optional,
  type Read,
  shape,
  text,
} from '../transport/params.ts';
import type { Call } from '../world.ts';
import { debitTypes } from './bankAccounts.ts';
import { bankParams } from './bankMethod.ts';
import { cardByNumber, cardByToken, passesLuhn, type TestCard } from './cards.ts';

/** The card part of a new payment method: a number (browser only) or a test token. */
const cardFields = {
  number: text,
  exp_month: integer,
  exp_year: integer,
  cvc: text,
  token: text,
  networks: optional({ preferred: text }),
};
export const cardParams = optional(cardFields);

export const billingDetails = optional({
  address: clearable(address),
  email: clearable(text),
  name: clearable(text),
  phone: clearable(text),
  tax_id: clearable(text),
});

/** `payment_method_data` of a confirmation. */
export const paymentMethodData = shape(
  { type: oneOf('card', ...debitTypes) },
  {
    ...bankParams,
    card: cardParams,
    billing_details: billingDetails,
    allow_redisplay: oneOf('always', 'limited', 'unspecified'),
    ...notSimulated('metadata', 'radar_options'),
  },
);

export const paymentMethodOptions = optional({
  card: optional({
    request_three_d_secure: oneOf('any', 'automatic', 'challenge'),
    setup_future_usage: oneOf('none', 'off_session', 'on_session'),
    ...notSimulated(
      'cvc_token',
      'installments',
      'mandate_options',
      'network',
      'three_d_secure',
      'capture_method',
      'moto',
    ),
  }),
});

export const excludedTypes = listOf(text);

/** A card as it was given: which test card, until when, with a CVC or without. */
export interface GivenCard {
  card: TestCard;
  expMonth: number;
  expYear: number;
  cvcGiven: boolean;
}

const cardError = (code: string, message: string, param: string, extra: { decline_code?: string } = {}): ApiError =>
  new ApiError(402, { type: 'card_error', code, message, param, ...extra });

function checkExpiry(call: Call, month: number, year: number): void {
  const now = new Date(call.now * 1000);
  if (month < 1 || month > 12)
    throw cardError('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month');
  const thisYear = now.getUTCFullYear();
  if (year < thisYear || year > thisYear + 50)
    throw cardError('invalid_expiry_year', "Your card's expiration year is invalid.", 'exp_year');
  if (year === thisYear && month < now.getUTCMonth() + 1)
    throw cardError('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month');
}

function cardFromNumber(call: Call, given: Read<typeof cardFields>, number: string): GivenCard {
  if (call.access === 'secret') {
    throw new ApiError(402, {
      type: 'invalid_request_error',
      message:
        'Sending credit card numbers directly to the Stripe API is generally unsafe. We suggest you use test tokens that map to the test card you are using, see https://stripe.com/docs/testing. To enable testing raw card data APIs, see https://support.stripe.com/questions/enabling-access-to-raw-card-data-apis.',
    });
  }
  const digits = number.replaceAll(/[\s-]/g, '');
  if (!passesLuhn(digits)) throw cardError('incorrect_number', 'Your card number is incorrect.', 'number');
  if (given.exp_month === undefined)
    throw invalidParam('card[exp_month]', 'Missing required param: card[exp_month].', 'parameter_missing');
  if (given.exp_year === undefined)
    throw invalidParam('card[exp_year]', 'Missing required param: card[exp_year].', 'parameter_missing');
  const year = given.exp_year < 100 ? 2000 + given.exp_year : given.exp_year;
  checkExpiry(call, given.exp_month, year);
  const card = cardByNumber(digits);
  if (!card) {
    const message =
      'Your card was declined. Your request was in test mode, but used a non test (live) card. For a list of valid test cards, visit: https://stripe.com/docs/testing.';
    throw cardError('card_declined', message, 'number', { decline_code: 'test_mode_live_card' });
  }
  if (given.cvc !== undefined && !new RegExp(card.brand === 'amex' ? '^\\d{3,4}$' : '^\\d{3}$').test(given.cvc)) {
    throw cardError('invalid_cvc', "Your card's security code is invalid.", 'cvc');
  }
  return { card, expMonth: given.exp_month, expYear: year, cvcGiven: given.cvc !== undefined };
}

/** A card under a server-side test name; valid until the end of next year. */
export function cardFromToken(call: Call, token: string, param: string): GivenCard {
  const card = cardByToken(token);
  if (!card)
    throw new ApiError(400, {
      type: 'invalid_request_error',
      code: 'resource_missing',
      message: `No such token: '${token}'`,
      param,
    });
  return { card, expMonth: 12, expYear: new Date(call.now * 1000).getUTCFullYear() + 1, cvcGiven: true };
}

/** Reads the card a caller gave. */
export function givenCard(call: Call, given: Read<typeof cardFields> | undefined): GivenCard {
  if (given?.token !== undefined) return cardFromToken(call, given.token, 'card[token]');
  if (given?.number !== undefined) return cardFromNumber(call, given, given.number);
  throw invalidParam('card', 'Missing required param: card.', 'parameter_missing');
}

export const wholeBillingDetails = (read: ReturnType<typeof billingDetails> | undefined) => ({
  address: wholeAddress(read?.address),
  email: read?.email ?? null,
  name: read?.name ?? null,
  phone: read?.phone ?? null,
  tax_id: read?.tax_id ?? null,
});
