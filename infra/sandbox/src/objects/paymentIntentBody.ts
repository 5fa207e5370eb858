import type Stripe from 'stripe';
import { platformApplication } from '../payments/applicationFee.ts';
import { debitCurrency, debitTypes } from '../payments/bankAccounts.ts';
import { checkAmount } from '../payments/currencies.ts';
import { mergeMetadata, wholeShipping } from '../transport/common.ts';
import { invalidParam, invalidRequest } from '../transport/errors.ts';
import type { Call } from '../world.ts';
import { liveCustomer } from './customers.ts';
import { type Details, filteredTypes } from './paymentIntentParams.ts';

/** A new intent with nothing but its amount. */
export function blankIntent(call: Call, amount: number, currency: string): Stripe.PaymentIntent {
  const id = call.world.ids.next('pi_');
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: call.connected ? platformApplication : null,
    application_fee_amount: null,
    automatic_payment_methods: { allow_redirects: 'always', enabled: true },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${call.world.ids.next('', 25)}`,
    confirmation_method: 'automatic',
    created: call.now,
    currency,
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  };
}

function checkApplicationFee(call: Call, intent: Stripe.PaymentIntent): void {
  const fee = intent.application_fee_amount;
  if (fee === null) return;
  const param = 'application_fee_amount';
  if (!call.connected) {
    throw invalidRequest(
      'Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an OAuth key or Stripe-Account header) or destination payment (using `transfer_data[destination]`).',
      { param },
    );
  }
  if (fee < 0 || fee > intent.amount)
    throw invalidParam(param, 'The application fee must be between 0 and the amount.', 'parameter_invalid_integer');
}

type Options = Stripe.PaymentIntent['payment_method_options'];
const withCardOptions = (before: Options, asked: Details['payment_method_options']): Options => {
  const wanted = asked?.card?.request_three_d_secure;
  if (wanted === undefined) return before;
  const card = before?.card ?? {
    installments: null,
    mandate_options: null,
    network: null,
    request_three_d_secure: null,
  };
  return { ...before, card: { ...card, request_three_d_secure: wanted } };
};

/** The kinds of payment method an intent takes: cards, and debits in their own currency that wait for no capture. */
function typesOf(intent: Stripe.PaymentIntent): string[] {
  const debits = intent.capture_method === 'manual' ? [] : debitTypes;
  const all = ['card', ...debits.filter((type) => debitCurrency[type] === intent.currency)];
  return filteredTypes(all, intent);
}

/** The intent with what a create, update or confirm says about it; its payment method and status are the caller's. */
export function withDetails(call: Call, before: Stripe.PaymentIntent, asked: Details): Stripe.PaymentIntent {
  const { expand: _e, payment_method: _m, payment_method_data: _d, payment_method_types: _t, ...kept } = asked;
  const { metadata, payment_method_options, shipping, ...plain } = kept;
  if (plain.customer !== undefined) liveCustomer(call, plain.customer, 'customer');
  const said: Stripe.PaymentIntent = {
    ...before,
    ...plain,
    ...(shipping === undefined ? {} : { shipping: shipping === null ? null : wholeShipping(shipping) }),
    metadata: mergeMetadata(before.metadata, metadata),
    payment_method_options: withCardOptions(before.payment_method_options, payment_method_options),
  };
  const after: Stripe.PaymentIntent = { ...said, payment_method_types: typesOf(said) };
  checkAmount(after.amount, after.currency);
  checkApplicationFee(call, after);
  return after;
}
