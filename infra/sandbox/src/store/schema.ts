/** Every table of the sandbox. Times that end in `_ms` are sandbox time in milliseconds; `created` is unix seconds. */
export const schema = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS accounts (
  id TEXT PRIMARY KEY, connected INTEGER NOT NULL, secret_key TEXT UNIQUE, publishable_key TEXT UNIQUE
);

CREATE TABLE IF NOT EXISTS restricted_keys (key TEXT PRIMARY KEY, account TEXT NOT NULL, permissions TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS objects (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL,
  kind TEXT NOT NULL,
  created INTEGER NOT NULL,
  customer TEXT,
  reference TEXT,
  deleted INTEGER NOT NULL DEFAULT 0,
  body TEXT NOT NULL,
  secret TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS objects_list ON objects (account, kind, seq);
CREATE INDEX IF NOT EXISTS objects_customer ON objects (account, kind, customer, seq) WHERE customer IS NOT NULL;
CREATE INDEX IF NOT EXISTS objects_reference ON objects (account, kind, reference, seq) WHERE reference IS NOT NULL;

CREATE INDEX IF NOT EXISTS objects_maturing ON objects (json_extract(body, '$.available_on'))
  WHERE kind = 'balance_transaction' AND json_extract(body, '$.status') = 'pending';

CREATE TABLE IF NOT EXISTS events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL,
  type TEXT NOT NULL,
  created INTEGER NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS events_list ON events (account, seq);

CREATE TABLE IF NOT EXISTS deliveries (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  event TEXT NOT NULL,
  endpoint TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'held', 'succeeded', 'failed', 'dropped', 'cancelled')),
  attempts INTEGER NOT NULL DEFAULT 0,
  due_ms INTEGER NOT NULL,
  last_status INTEGER,
  last_error TEXT
);
CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (endpoint, due_ms, seq) WHERE state = 'pending';
CREATE INDEX IF NOT EXISTS deliveries_event ON deliveries (event);

CREATE TABLE IF NOT EXISTS attempts (
  delivery INTEGER NOT NULL,
  number INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  took_ms INTEGER NOT NULL,
  status INTEGER,
  error TEXT,
  PRIMARY KEY (delivery, number)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS idempotency (
  account TEXT NOT NULL,
  key TEXT NOT NULL,
  endpoint TEXT NOT NULL,
  params TEXT NOT NULL,
  request TEXT NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (account, key)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS idempotency_age ON idempotency (at_ms);

CREATE TABLE IF NOT EXISTS tasks (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  account TEXT NOT NULL,
  connected INTEGER NOT NULL,
  due_ms INTEGER NOT NULL,
  name TEXT NOT NULL,
  subject TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS tasks_due ON tasks (due_ms);

CREATE TABLE IF NOT EXISTS requests (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  account TEXT,
  at_ms INTEGER NOT NULL,
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  idempotency_key TEXT,
  status INTEGER NOT NULL,
  code TEXT,
  fault TEXT
);
`;

/** The tables a reset empties. */
export const stateTables = ['objects', 'events', 'deliveries', 'attempts', 'idempotency', 'tasks', 'requests'] as const;
