import type Stripe from 'stripe';

/** Bodies as the API sends them, written by hand; each test changes one of them. The compiler holds them to the same types. */

export const customer = () =>
  ({
    id: 'cus_Q1',
    object: 'customer',
    address: { city: 'Oslo', country: 'NO', line1: 'Storgata 1', line2: null, postal_code: '0155', state: null },
    balance: 0,
    created: 1_790_000_000,
    currency: 'nok',
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: 'billing@nordlys.example',
    invoice_prefix: 'A1B2C3D4',
    invoice_settings: { custom_fields: null, default_payment_method: 'pm_1', footer: null, rendering_options: null },
    livemode: false,
    metadata: { tenant: 't_1' },
    name: 'Nordlys AS',
    next_invoice_sequence: 3,
    phone: null,
    preferred_locales: ['nb'],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  }) satisfies Stripe.Customer;

export const deletedCustomer = () =>
  ({ id: 'cus_Q1', object: 'customer', deleted: true }) satisfies Stripe.DeletedCustomer;

export const paymentIntent = () =>
  ({
    id: 'pi_3A',
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: 12_500,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 12_500,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: { allow_redirects: 'always', enabled: true },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: 'pi_3A_secret_x',
    confirmation_method: 'automatic',
    created: 1_790_000_000,
    currency: 'eur',
    customer: 'cus_Q1',
    customer_account: null,
    description: 'Invoice 2026-0042',
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: 'ch_3A',
    livemode: false,
    managed_payments: null,
    metadata: { invoice: 'inv_42' },
    next_action: null,
    on_behalf_of: null,
    payment_method: 'pm_1',
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: ['card', 'link'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: 'off_session',
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'succeeded',
    transfer_data: null,
    transfer_group: null,
  }) satisfies Stripe.PaymentIntent;

export const price = () =>
  ({
    id: 'price_1',
    object: 'price',
    active: true,
    billing_scheme: 'per_unit',
    created: 1_790_000_000,
    currency: 'eur',
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: 'prod_1',
    recurring: { interval: 'month', interval_count: 1, meter: null, trial_period_days: null, usage_type: 'licensed' },
    tax_behavior: 'exclusive',
    tiers_mode: null,
    transform_quantity: null,
    type: 'recurring',
    unit_amount: 999,
    unit_amount_decimal: '999',
  }) satisfies Omit<Stripe.Price, 'unit_amount_decimal'> & { unit_amount_decimal: string };

export const listOf = (url: string, data: unknown[]) => ({ object: 'list', data, has_more: false, url });

export const event = (type: string, object: unknown, previous?: Record<string, unknown>) => ({
  id: 'evt_1',
  object: 'event',
  api_version: '2026-10-28.endive',
  created: 1_790_000_000,
  data: { object, ...(previous ? { previous_attributes: previous } : {}) },
  livemode: false,
  pending_webhooks: 1,
  request: { id: 'req_1', idempotency_key: null },
  type,
});

export const thinEvent = (type: string) => ({
  id: 'evt_test_65',
  object: 'v2.core.event',
  created: '2026-11-20T12:00:00.000Z',
  livemode: false,
  related_object: { id: 'cus_Q1', type: 'customer', url: '/v1/customers/cus_Q1' },
  type,
});

export const account = () =>
  ({
    id: 'acct_1',
    object: 'v2.core.account',
    applied_configurations: ['merchant'],
    contact_email: 'owner@nordlys.example',
    created: '2026-11-20T12:00:00.000Z',
    dashboard: 'full',
    livemode: false,
    metadata: {},
  }) satisfies Stripe.V2.Core.Account;

export const cardError = () => ({
  error: {
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'insufficient_funds',
    message: 'Your card has insufficient funds.',
    doc_url: 'https://stripe.com/docs/error-codes/card-declined',
    payment_intent: { ...paymentIntent(), status: 'requires_payment_method', amount_received: 0 },
  },
});
