import type Stripe from 'stripe';
import { idOf } from '../kinds.ts';
import { platformApplication } from '../payments/applicationFee.ts';
import { debitTypes } from '../payments/bankAccounts.ts';
import { paymentMethodData, paymentMethodOptions } from '../payments/cardInput.ts';
import { methodFor } from '../payments/method.ts';
import { expand, mergeMetadata, metadata } from '../transport/common.ts';
import { clearable, notSimulated, type Read, text } from '../transport/params.ts';
import type { Call } from '../world.ts';
import { liveCustomer } from './customers.ts';
import { filteredTypes, noLongerSupported, typeFilters } from './paymentIntentParams.ts';

/** What a create or an update may say of a setup intent. */
export const setupDetails = {
  ...typeFilters,
  customer: text,
  description: clearable(text),
  expand,
  metadata,
  payment_method: text,
  payment_method_data: paymentMethodData,
  payment_method_options: paymentMethodOptions,
  payment_method_types: noLongerSupported,
  ...notSimulated('attach_to_self', 'customer_account', 'flow_directions', 'payment_method_configuration'),
};
type Details = Read<typeof setupDetails>;

/** A new setup intent that knows nothing yet. */
export function blankSetup(call: Call): Stripe.SetupIntent {
  const id = call.world.ids.next('seti_');
  return {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: null,
    application: call.connected ? platformApplication : null,
    automatic_payment_methods: { allow_redirects: 'always', enabled: true },
    cancellation_reason: null,
    client_secret: `${id}_secret_${call.world.ids.next('', 25)}`,
    created: call.now,
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: { card: { mandate_options: null, network: null, request_three_d_secure: 'automatic' } },
    payment_method_types: ['card', ...debitTypes],
    single_use_mandate: null,
    status: 'requires_payment_method',
    usage: 'off_session',
  };
}

/** The intent with what a create, update or confirm says about it. */
export function withSetupDetails(call: Call, before: Stripe.SetupIntent, asked: Details): Stripe.SetupIntent {
  if (asked.customer !== undefined) liveCustomer(call, asked.customer, 'customer');
  const { customer, description, allowed_payment_method_types, excluded_payment_method_types } = asked;
  const method = methodFor(call, asked, customer ?? idOf(before.customer));
  const filters = {
    allowed_payment_method_types: allowed_payment_method_types ?? before.allowed_payment_method_types,
    excluded_payment_method_types: excluded_payment_method_types ?? before.excluded_payment_method_types,
  };
  return {
    ...before,
    ...filters,
    payment_method_types: filteredTypes(['card', ...debitTypes], filters),
    ...(customer === undefined ? {} : { customer }),
    ...(description === undefined ? {} : { description }),
    metadata: mergeMetadata(before.metadata ?? {}, asked.metadata),
    ...(method ? { payment_method: method.body.id, status: 'requires_confirmation' } : {}),
  };
}
