import type { Kind } from '../kinds.ts';
import { find, referring } from '../store/objects.ts';
import type { Scope } from '../world.ts';
import { invalidParam } from './errors.ts';

/**
 * Where an expandable field leads: to a stored kind, to one of several, to a list that is only there when asked for, or
 * nowhere yet (a resource the sandbox never fills).
 */
type Target = Kind | Kind[] | Included | 'unfilled';

/** A list of objects that refer to the one that holds it. */
interface Included {
  list: Kind;
  url: (id: string) => string;
}

/** Which fields of which object may be expanded; a field not listed answers 400. */
const expandable: Partial<Record<Kind | 'event', Record<string, Target>>> = {
  customer: {
    default_source: 'unfilled',
    test_clock: 'unfilled',
    'invoice_settings.default_payment_method': 'payment_method',
  },
  payment_method: { customer: 'customer' },
  payment_intent: {
    application: 'unfilled',
    customer: 'customer',
    latest_charge: 'charge',
    on_behalf_of: 'unfilled',
    payment_method: 'payment_method',
    payment_record: 'unfilled',
    review: 'unfilled',
    source: 'unfilled',
  },
  setup_intent: {
    application: 'unfilled',
    customer: 'customer',
    latest_attempt: 'unfilled',
    mandate: 'mandate',
    on_behalf_of: 'unfilled',
    payment_method: 'payment_method',
    single_use_mandate: 'unfilled',
  },
  charge: {
    application: 'unfilled',
    application_fee: 'unfilled',
    balance_transaction: 'balance_transaction',
    customer: 'customer',
    failure_balance_transaction: 'balance_transaction',
    on_behalf_of: 'unfilled',
    payment_intent: 'payment_intent',
    refunds: { list: 'refund', url: (id) => `/v1/charges/${id}/refunds` },
    review: 'unfilled',
    source_transfer: 'unfilled',
  },
  refund: {
    balance_transaction: 'balance_transaction',
    charge: 'charge',
    customer: 'customer',
    failure_balance_transaction: 'balance_transaction',
    payment_intent: 'payment_intent',
    payment_method: 'payment_method',
    source_transfer_reversal: 'unfilled',
    transfer_reversal: 'unfilled',
  },
  mandate: { payment_method: 'payment_method' },
  dispute: { charge: 'charge', payment_intent: 'payment_intent' },
  early_fraud_warning: { charge: 'charge', payment_intent: 'payment_intent' },
  application_fee: {
    account: 'unfilled',
    application: 'unfilled',
    balance_transaction: 'balance_transaction',
    charge: 'unfilled',
    originating_transaction: 'unfilled',
  },
  fee_refund: { balance_transaction: 'balance_transaction', fee: 'application_fee' },
  payout: {
    application_fee: 'unfilled',
    balance_transaction: 'balance_transaction',
    destination: 'unfilled',
    failure_balance_transaction: 'balance_transaction',
    original_payout: 'unfilled',
    reversed_by: 'unfilled',
  },
  balance_transaction: { source: ['charge', 'refund', 'dispute', 'payout', 'application_fee', 'fee_refund'] },
};

const maxDepth = 4;

const cannotExpand = (path: string) => invalidParam('expand', `This property cannot be expanded (${path}).`);

/** The longest listed field that `segments` starts with, such as `invoice_settings.default_payment_method`. */
function fieldAt(
  kind: Kind | 'event',
  segments: string[],
): { field: string; target: Target; rest: string[] } | undefined {
  const fields = expandable[kind] ?? {};
  for (let length = Math.min(2, segments.length); length > 0; length--) {
    const field = segments.slice(0, length).join('.');
    const target = fields[field];
    if (target !== undefined) return { field, target, rest: segments.slice(length) };
  }
  return undefined;
}

function expandField(scope: Scope, body: object, kind: Kind | 'event', segments: string[], path: string): void {
  if (segments.length === 0) return;
  const found = fieldAt(kind, segments);
  if (!found) throw cannotExpand(path);
  const names = found.field.split('.');
  const last = names.pop() ?? '';
  const holder = names.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined),
    body,
  );
  if (typeof holder !== 'object' || holder === null || found.target === 'unfilled') return;
  const value: unknown = Reflect.get(holder, last);
  if (typeof found.target === 'object' && 'list' in found.target) {
    includeList(scope, holder, last, found.target, found.rest, path);
    return;
  }
  const kinds = typeof found.target === 'string' ? [found.target] : found.target;
  const inner = kinds.map((one) => bodyOf(scope, one, value)).find((body) => body !== undefined);
  if (!inner) return;
  Reflect.set(holder, last, inner.body);
  expandField(scope, inner.body, inner.kind, found.rest, path);
}

/** The object that a field names by its id, or holds already because another path expanded it. */
function bodyOf(scope: Scope, kind: Kind, value: unknown): { kind: Kind; body: object } | undefined {
  const body = typeof value === 'string' ? find(scope, kind, value)?.body : value;
  return typeof body === 'object' && body !== null ? { kind, body } : undefined;
}

const includedAtOnce = 10;

function includeList(scope: Scope, holder: object, name: string, asked: Included, rest: string[], path: string): void {
  const [first, ...deeper] = rest;
  if (first !== undefined && first !== 'data') throw cannotExpand(path);
  if (!Reflect.has(holder, name)) {
    const id = String(Reflect.get(holder, 'id'));
    const latest = referring(scope, asked.list, id, includedAtOnce + 1).map(({ body }) => body);
    const data = latest.slice(0, includedAtOnce);
    Reflect.set(holder, name, { object: 'list', data, has_more: latest.length > data.length, url: asked.url(id) });
  }
  const items: unknown = Reflect.get(Object(Reflect.get(holder, name)), 'data');
  if (Array.isArray(items)) for (const item of items) expandField(scope, item, asked.list, deeper, path);
}

function expandPath(scope: Scope, body: object, kind: Kind | 'event', path: string): void {
  const segments = path.split('.');
  if (segments.length > maxDepth) {
    throw invalidParam('expand', `You cannot expand more than ${maxDepth} levels of a property. Property: ${path}`);
  }
  const items: unknown = 'object' in body && body.object === 'list' ? Reflect.get(body, 'data') : undefined;
  if (!Array.isArray(items)) {
    expandField(scope, body, kind, segments, path);
    return;
  }
  if (segments[0] !== 'data' || segments.length === 1) throw cannotExpand(path);
  if (!fieldAt(kind, segments.slice(1))) throw cannotExpand(path);
  for (const item of items) expandField(scope, item, kind, segments.slice(1), path);
}

/**
 * A copy of the body with the asked paths replaced by the objects they name.
 * @throws ApiError 400 for a path that leads to nothing expandable or deeper than four levels.
 */
export function expanded(
  scope: Scope,
  body: object,
  kind: Kind | 'event' | undefined,
  paths: string[] | undefined,
): object {
  if (!paths || paths.length === 0 || kind === undefined) return body;
  const copy: object = structuredClone(body);
  for (const path of paths) expandPath(scope, copy, kind, path);
  return copy;
}
