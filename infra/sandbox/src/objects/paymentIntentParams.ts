import type Stripe from 'stripe';
import { excludedTypes, paymentMethodData, paymentMethodOptions } from '../payments/cardInput.ts';
import { currency } from '../payments/currencies.ts';
import { mandateData } from '../payments/mandate.ts';
import { expand, futureUsage, metadata, shipping } from '../transport/common.ts';
import { invalidParam } from '../transport/errors.ts';
import {
  clearable,
  flag,
  integer,
  notSimulated,
  oneOf,
  optional,
  type Parse,
  shape,
  text,
} from '../transport/params.ts';

/** Removed from the API in 2026-09-30.endive. */
export const noLongerSupported: Parse<never> = (_raw, name) => {
  throw invalidParam(
    name,
    'The payment_method_types parameter is no longer supported. Use automatic payment methods, or allowed_payment_method_types and excluded_payment_method_types to filter them.',
    'payment_method_types_no_longer_supported',
  );
};

const offSession: Parse<boolean> = (raw, name) => raw === 'recurring' || raw === 'one_off' || flag(raw, name);

export const automaticPaymentMethods = shape({ enabled: flag }, { allow_redirects: oneOf('always', 'never') });
const captureMethod = oneOf('automatic', 'automatic_async', 'manual');

/** Filters on the kinds of payment method. */
export const typeFilters = {
  allowed_payment_method_types: excludedTypes,
  excluded_payment_method_types: excludedTypes,
};

/** What is left of the kinds of payment method after an intent's own filters. */
export const filteredTypes = (
  types: string[],
  by: Pick<Stripe.PaymentIntent, 'allowed_payment_method_types' | 'excluded_payment_method_types'>,
): string[] =>
  types.filter(
    (type) =>
      (by.allowed_payment_method_types?.includes(type) ?? true) && !by.excluded_payment_method_types?.includes(type),
  );

const shared = {
  ...typeFilters,
  expand,
  payment_method: text,
  payment_method_data: paymentMethodData,
  payment_method_options: paymentMethodOptions,
  payment_method_types: noLongerSupported,
};

const details = {
  ...shared,
  application_fee_amount: clearable(integer),
  capture_method: captureMethod,
  customer: text,
  description: clearable(text),
  metadata,
  receipt_email: clearable(text),
  setup_future_usage: clearable(futureUsage),
  shipping: clearable(shipping),
  statement_descriptor: text,
  statement_descriptor_suffix: text,
  transfer_group: text,
  ...notSimulated(
    'amount_details',
    'customer_account',
    'hooks',
    'payment_details',
    'payment_method_configuration',
    'transfer_data',
  ),
};

const confirming = {
  error_on_requires_action: flag,
  off_session: offSession,
  return_url: text,
  use_stripe_sdk: flag,
  mandate: text,
  mandate_data: clearable(mandateData),
  ...notSimulated('confirmation_token', 'radar_options'),
};

export const createParams = shape(
  { amount: integer, currency },
  {
    ...details,
    ...confirming,
    automatic_payment_methods: automaticPaymentMethods,
    confirm: flag,
    confirmation_method: oneOf('automatic', 'manual'),
    ...notSimulated('on_behalf_of'),
  },
);

export const updateParams = optional({ ...details, amount: integer, currency });

export const confirmParams = optional({
  ...shared,
  ...confirming,
  capture_method: captureMethod,
  client_secret: text,
  receipt_email: clearable(text),
  setup_future_usage: clearable(futureUsage),
  shipping: clearable(shipping),
  ...notSimulated('amount_details', 'amount_to_confirm', 'hooks', 'payment_details'),
});

export const captureParams = optional({
  amount_to_capture: integer,
  application_fee_amount: integer,
  expand,
  metadata,
  statement_descriptor: text,
  statement_descriptor_suffix: text,
  ...notSimulated('amount_details', 'final_capture', 'hooks', 'payment_details', 'transfer_data'),
});

export type Details = ReturnType<typeof updateParams>;
export type Confirming = Pick<
  ReturnType<typeof confirmParams>,
  | 'payment_method'
  | 'payment_method_data'
  | 'payment_method_options'
  | 'off_session'
  | 'error_on_requires_action'
  | 'return_url'
  | 'use_stripe_sdk'
  | 'mandate'
  | 'mandate_data'
>;
