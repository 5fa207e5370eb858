import { type Body, idOf, type Kind, type Secret, type Stored } from '../kinds.ts';
import type { Scope } from '../world.ts';
import { type Row, textOf } from './open.ts';

const fromRow = <K extends Kind>(row: Row): Stored<K> => {
  const body: Body<K> = JSON.parse(textOf(row.body));
  const secret: Secret<K> = JSON.parse(textOf(row.secret));
  return { body, secret };
};

/** The columns lists filter by: the customer, and the one other object a kind is looked up by. */
function columns(body: object): { customer: string | null; reference: string | null } {
  const field = (name: string): string | null => {
    const value: unknown = Reflect.get(body, name);
    return typeof value === 'string' ? value : null;
  };
  const kind = field('object');
  const reference =
    kind === 'charge'
      ? 'payment_intent'
      : kind === 'balance_transaction'
        ? 'source'
        : kind === 'customer'
          ? 'email'
          : 'payment_method';
  return { customer: field('customer'), reference: field(reference) };
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

/** Every object of a kind in an account, oldest first; for kinds that stay few. */
export function all<K extends Kind>(scope: Pick<Scope, 'world' | 'account'>, kind: K): Stored<K>[] {
  return scope.world.db
    .sql('SELECT body, secret FROM objects WHERE account = ? AND kind = ? AND deleted = 0 ORDER BY seq')
    .all(scope.account, kind)
    .map((row) => fromRow<K>(row));
}
