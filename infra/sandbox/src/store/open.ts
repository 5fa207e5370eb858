import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { schema } from './schema.ts';

export type Row = Record<string, SQLOutputValue>;

/** The database and its prepared statements. */
export interface Db {
  /** A prepared statement, made once per text. */
  sql: (text: string) => StatementSync;
  exec: (text: string) => void;
  close: () => void;
}

/**
 * Opens (or creates) the state in `dir`, in a file of its own for each part of the sandbox.
 * WAL without waiting for the disk: what is committed survives the death of the process, which is what the sandbox
 * promises; the death of the machine is not its matter.
 */
export function openDb(dir: string, file = 'sandbox.sqlite', tables = schema): Db {
  mkdirSync(dir, { recursive: true });
  const database = new DatabaseSync(join(dir, file));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;');
  database.exec(tables);
  const statements = new Map<string, StatementSync>();
  return {
    sql(text) {
      let statement = statements.get(text);
      if (!statement) {
        statement = database.prepare(text);
        statements.set(text, statement);
      }
      return statement;
    },
    exec: (text) => database.exec(text),
    close: () => database.close(),
  };
}

/** Runs `work` in one transaction; an exception undoes everything and goes on to the caller. */
export function transaction<T>(db: Db, work: () => T): T {
  db.sql('BEGIN IMMEDIATE').run();
  try {
    const result = work();
    db.sql('COMMIT').run();
    return result;
  } catch (error) {
    db.sql('ROLLBACK').run();
    throw error;
  }
}

export const textOf = (value: SQLOutputValue | undefined): string => {
  if (typeof value !== 'string') throw new TypeError(`expected text in the store, found ${typeof value}`);
  return value;
};

export const textOrNull = (value: SQLOutputValue | undefined): string | null => (value === null ? null : textOf(value));

export const numberOf = (value: SQLOutputValue | undefined): number => {
  if (typeof value !== 'number') throw new TypeError(`expected a number in the store, found ${typeof value}`);
  return value;
};

export function readMeta(db: Db, key: string): string | undefined {
  const row = db.sql('SELECT value FROM meta WHERE key = ?').get(key);
  return row && textOf(row.value);
}

export function writeMeta(db: Db, key: string, value: string): void {
  db.sql('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(
    key,
    value,
  );
}
