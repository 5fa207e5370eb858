import { type Db, numberOf, type Row, textOf, textOrNull } from './open.ts';

/** An account at the sandbox: the platform, one with keys of its own, or one connected to the platform. */
export interface Account {
  id: string;
  connected: boolean;
  secretKey: string | null;
  publishableKey: string | null;
}

const fromRow = (row: Row): Account => ({
  id: textOf(row.id),
  connected: numberOf(row.connected) === 1,
  secretKey: textOrNull(row.secret_key),
  publishableKey: textOrNull(row.publishable_key),
});

export function saveAccount(db: Db, account: Account): void {
  db.sql(
    `INSERT INTO accounts (id, connected, secret_key, publishable_key) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET connected = excluded.connected, secret_key = excluded.secret_key, publishable_key = excluded.publishable_key`,
  ).run(account.id, account.connected ? 1 : 0, account.secretKey, account.publishableKey);
}

export function accountById(db: Db, id: string): Account | undefined {
  const row = db.sql('SELECT * FROM accounts WHERE id = ?').get(id);
  return row && fromRow(row);
}

export function accountByKey(db: Db, key: string): Account | undefined {
  const row =
    db.sql('SELECT * FROM accounts WHERE secret_key = ?').get(key) ??
    db.sql('SELECT * FROM accounts WHERE publishable_key = ?').get(key);
  return row && fromRow(row);
}

export const removeAccount = (db: Db, id: string): void => {
  db.sql('DELETE FROM accounts WHERE id = ?').run(id);
};

export const allAccounts = (db: Db): Account[] => db.sql('SELECT * FROM accounts ORDER BY rowid').all().map(fromRow);
