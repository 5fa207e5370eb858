import { type Account, accountById } from './accounts.ts';
import { type Db, textOf } from './open.ts';

/** A key of an account that may only do what it was given. Given again, it may do what it was given last, as in Stripe's dashboard. */
export function saveRestrictedKey(db: Db, key: { key: string; account: string; permissions: readonly string[] }): void {
  db.sql(
    `INSERT INTO restricted_keys (key, account, permissions) VALUES (?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET account = excluded.account, permissions = excluded.permissions`,
  ).run(key.key, key.account, key.permissions.join(' '));
}

export type RestrictedKey = { account: Account; permissions: readonly string[] };

export function restrictedKey(db: Db, key: string): RestrictedKey | undefined {
  const row = db.sql('SELECT account, permissions FROM restricted_keys WHERE key = ?').get(key);
  const account = row && accountById(db, textOf(row.account));
  return account && { account, permissions: textOf(row.permissions).split(' ') };
}
