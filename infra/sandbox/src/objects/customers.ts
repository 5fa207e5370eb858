import type Stripe from 'stripe';
import { declinedAttachment } from '../payments/declinedAttachment.ts';
import { attach, checkUsable, detachFrom, methodById } from '../payments/method.ts';
import { setupDecline } from '../payments/setup.ts';
import { find, insert, methodsOf, save } from '../store/objects.ts';
import {
  address,
  expand,
  mergeMetadata,
  metadata,
  paging,
  shipping,
  timeRange,
  wholeAddress,
  wholeShipping,
} from '../transport/common.ts';
import { endpoint, ok } from '../transport/endpoint.ts';
import { invalidRequest, noSuch } from '../transport/errors.ts';
import { listObjects } from '../transport/page.ts';
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
import { emit } from '../webhooks/emit.ts';
import type { Call } from '../world.ts';

const invoiceSettings = optional({
  custom_fields: clearable(listOf(shape({ name: text, value: text }, {}))),
  default_payment_method: clearable(text),
  footer: clearable(text),
  ...notSimulated('rendering_options'),
});

const editable = {
  address: clearable(address),
  balance: integer,
  business_name: clearable(text),
  description: clearable(text),
  email: clearable(text),
  expand,
  individual_name: clearable(text),
  invoice_prefix: text,
  invoice_settings: invoiceSettings,
  metadata,
  name: clearable(text),
  next_invoice_sequence: integer,
  phone: clearable(text),
  preferred_locales: listOf(text),
  shipping: clearable(shipping),
  tax_exempt: clearable(oneOf('exempt', 'none', 'reverse')),
  ...notSimulated('cash_balance', 'source', 'tax', 'validate'),
};
type Edit = Read<typeof editable>;

/** A customer that can still be used. */
export function liveCustomer(call: Call, id: string, param?: string): Stripe.Customer {
  const body = find(call, 'customer', id)?.body;
  if (!body || body.deleted) throw noSuch('customer', id, param);
  return body;
}

function checkDefaultMethod(call: Call, customer: string, id: string): void {
  const method = find(call, 'payment_method', id);
  if (!method) throw noSuch('PaymentMethod', id, 'invoice_settings[default_payment_method]');
  if (method.body.customer !== customer) {
    throw invalidRequest(
      `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
      { code: 'resource_missing', param: 'invoice_settings[default_payment_method]' },
    );
  }
}

/** The customer with an edit applied; what the edit leaves out stays. */
function edited(call: Call, before: Stripe.Customer, edit: Edit): Stripe.Customer {
  const {
    address: asked,
    shipping: askedShipping,
    invoice_settings: invoice,
    expand: _expand,
    metadata: change,
    ...plain
  } = edit;
  const { business_name, individual_name, tax_exempt, ...rest } = plain;
  if (invoice?.default_payment_method) checkDefaultMethod(call, before.id, invoice.default_payment_method);
  return {
    ...before,
    ...rest,
    ...(business_name ? { business_name } : {}),
    ...(individual_name ? { individual_name } : {}),
    ...(tax_exempt === undefined ? {} : { tax_exempt: tax_exempt ?? 'none' }),
    ...(asked === undefined ? {} : { address: asked === null ? null : wholeAddress(asked) }),
    ...(askedShipping === undefined ? {} : { shipping: askedShipping === null ? null : wholeShipping(askedShipping) }),
    invoice_settings: { ...before.invoice_settings, ...invoice },
    metadata: mergeMetadata(before.metadata, change),
  };
}

function blank(call: Call): Stripe.Customer {
  return {
    id: call.world.ids.next('cus_', 14),
    object: 'customer',
    address: null,
    balance: 0,
    created: call.now,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: call.world.ids.next('', 8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
}

const create = endpoint(optional({ ...editable, payment_method: text, ...notSimulated('tax_id_data', 'test_clock') }), {
  method: 'POST',
  path: '/v1/customers',
  run(call, { payment_method, invoice_settings, ...edit }) {
    const made = edited(call, blank(call), edit);
    insert(call, 'customer', made, null);
    if (payment_method !== undefined) {
      const method = methodById(call, payment_method, 'payment_method');
      checkUsable(method, made.id);
      const decline = setupDecline(method);
      if (decline) throw declinedAttachment(decline, method);
      attach(call, method, made.id);
    }
    const customer = invoice_settings ? edited(call, made, { invoice_settings }) : made;
    save(call, 'customer', customer, null);
    emit(call, 'customer.created', customer);
    return ok('customer', customer, edit.expand);
  },
});

const retrieve = endpoint(optional({ expand }), {
  method: 'GET',
  path: '/v1/customers/:id',
  run(call, params) {
    const [id = ''] = call.path;
    const stored = find(call, 'customer', id);
    if (!stored) throw noSuch('customer', id);
    return ok('customer', stored.body, stored.body.deleted ? [] : params.expand);
  },
});

const update = endpoint(optional({ ...editable, ...notSimulated('default_source') }), {
  method: 'POST',
  path: '/v1/customers/:id',
  run(call, edit) {
    const before = liveCustomer(call, call.path[0] ?? '');
    const after = edited(call, before, edit);
    save(call, 'customer', after, null);
    emit(call, 'customer.updated', after, before);
    return ok('customer', after, edit.expand);
  },
});

const remove = endpoint(optional({}), {
  method: 'DELETE',
  path: '/v1/customers/:id',
  run(call) {
    const customer = liveCustomer(call, call.path[0] ?? '');
    const gone: Stripe.DeletedCustomer = { id: customer.id, object: 'customer', deleted: true };
    save(call, 'customer', gone, null);
    for (const method of methodsOf(call, customer.id)) detachFrom(call, method);
    emit(call, 'customer.deleted', customer);
    return ok('customer', gone, undefined);
  },
});

const list = endpoint(optional({ ...paging, created: timeRange, email: text, ...notSimulated('test_clock') }), {
  method: 'GET',
  path: '/v1/customers',
  run: (call, params) => listObjects(call, 'customer', { reference: params.email }, params),
});

export const customers = [create, list, retrieve, update, remove];
