import { type Body, idOf, type Kind, type Secret, type Stored } from '../kinds.ts';
import type { Scope } from '../world.ts';
import { type Row, textOf } from './open.ts';

const fromRow = <K extends Kind>(row: Row): Stored<K> => {
  const body: Body<K> = JSON.parse(textOf(row.body));
  const secret: Secret<K> = JSON.parse(textOf(row.secret));
  return { body, secret };
};

/** The one other object a kind is looked up by; a payment method unless told. */
const references: Record<string, string> = {
  charge: 'payment_intent',
  refund: 'charge',
  application_fee: 'charge',
  fee_refund: 'fee',
  dispute: 'charge',
  'radar.early_fraud_warning': 'charge',
  balance_transaction: 'source',
  customer: 'email',
};

/** The columns lists filter by: the customer, and the one other object. */
function columns(body: object): { customer: string | null; reference: string | null } {
  const field = (name: string): string | null => {
    const value: unknown = Reflect.get(body, name);
    return typeof value === 'string' ? value : null;
  };
  return { customer: field('customer'), reference: field(references[field('object') ?? ''] ?? 'payment_method') };
}

/** The object, in the caller's account only. */
export function find<K extends Kind>(scope: Scope, kind: K, id: string): Stored<K> | undefined {
  const row = scope.world.db
    .sql('SELECT body, secret FROM objects WHERE id = ? AND account = ? AND kind = ?')
    .get(id, scope.account, kind);
  return row && fromRow<K>(row);
}

/** As `find`, for an id the store itself gave out; its absence is a defect. */
export function load<K extends Kind>(
  scope: Scope,
  kind: K,
  field: string | { id: string } | null | undefined,
): Stored<K> {
  const id = idOf(field);
  const stored = id === null ? undefined : find(scope, kind, id);
  if (!stored) throw new Error(`${kind} ${id} is referred to but not stored`);
  return stored;
}

export function insert<K extends Kind>(scope: Scope, kind: K, body: Body<K>, secret: Secret<K>): void {
  const { customer, reference } = columns(body);
  scope.world.db
    .sql(
      'INSERT INTO objects (id, account, kind, created, customer, reference, body, secret) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    )
    .run(body.id, scope.account, kind, scope.now, customer, reference, JSON.stringify(body), JSON.stringify(secret));
}

export function save<K extends Kind>(scope: Scope, kind: K, body: Body<K>, secret: Secret<K>): void {
  const { customer, reference } = columns(body);
  const deleted = 'deleted' in body && body.deleted === true ? 1 : 0;
  scope.world.db
    .sql(
      'UPDATE objects SET customer = ?, reference = ?, deleted = ?, body = ?, secret = ? WHERE id = ? AND account = ? AND kind = ?',
    )
    .run(customer, reference, deleted, JSON.stringify(body), JSON.stringify(secret), body.id, scope.account, kind);
}

/** Forgets an object. */
export function remove(scope: Scope, kind: Kind, id: string): void {
  scope.world.db.sql('DELETE FROM objects WHERE id = ? AND account = ? AND kind = ?').run(id, scope.account, kind);
}

/** Every object of a kind in an account, oldest first; for kinds that stay few. */
export function all<K extends Kind>(scope: Pick<Scope, 'world' | 'account'>, kind: K): Stored<K>[] {
  return scope.world.db
    .sql('SELECT body, secret FROM objects WHERE account = ? AND kind = ? AND deleted = 0 ORDER BY seq')
    .all(scope.account, kind)
    .map((row) => fromRow<K>(row));
}

/** The objects of a kind that refer to another by the id its lists are filtered by, newest first. */
export function referring<K extends Kind>(scope: Scope, kind: K, id: string, limit: number): Stored<K>[] {
  return scope.world.db
    .sql(
      'SELECT body, secret FROM objects WHERE account = ? AND kind = ? AND reference = ? AND deleted = 0 ORDER BY seq DESC LIMIT ?',
    )
    .all(scope.account, kind, id, limit)
    .map((row) => fromRow<K>(row));
}

/** The payment methods of a customer, oldest first. */
export const methodsOf = (scope: Scope, customer: string): Stored<'payment_method'>[] =>
  scope.world.db
    .sql(
      "SELECT body, secret FROM objects WHERE account = ? AND kind = 'payment_method' AND customer = ? AND deleted = 0 ORDER BY seq",
    )
    .all(scope.account, customer)
    .map((row) => fromRow<'payment_method'>(row));
