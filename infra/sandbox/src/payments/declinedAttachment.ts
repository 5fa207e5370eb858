import type { Stored } from '../kinds.ts';
import { ApiError } from '../transport/errors.ts';
import type { Decline } from './declines.ts';

/** The bank refuses that this card be kept for a customer. */
export const declinedAttachment = (decline: Decline, method: Stored<'payment_method'>): ApiError =>
  new ApiError(402, {
    type: 'card_error',
    code: decline.code,
    message: decline.message,
    ...(decline.declineCode === undefined ? {} : { decline_code: decline.declineCode }),
    ...(decline.adviceCode === null ? {} : { advice_code: decline.adviceCode }),
    ...(decline.networkDeclineCode === null ? {} : { network_decline_code: decline.networkDeclineCode }),
    payment_method: method.body,
  });
