import type { Kind } from '../kinds.ts';
import { find } from '../store/objects.ts';
import type { Scope } from '../world.ts';
import { invalidParam } from './errors.ts';

/** Where an expandable field leads: to a stored kind, or nowhere yet (a resource the sandbox never fills). */
type Target = Kind | 'unfilled';

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
    mandate: 'unfilled',
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
    review: 'unfilled',
    source_transfer: 'unfilled',
  },
  balance_transaction: { source: 'charge' },
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
  const inner = typeof value === 'string' ? find(scope, found.target, value)?.body : value;
  if (typeof inner !== 'object' || inner === null) return;
  Reflect.set(holder, last, inner);
  expandField(scope, inner, found.target, found.rest, path);
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
