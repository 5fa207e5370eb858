/** Every table of the accounting sandbox. Times that end in `_ms` are sandbox time in milliseconds. */
export const xeroSchema = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS organisations (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, created_ms INTEGER NOT NULL,
  short_code TEXT NOT NULL, lock_date TEXT, invoice_counter INTEGER NOT NULL DEFAULT 0, credit_counter INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS documents (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  tenant TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT,
  parent TEXT,
  updated_ms INTEGER NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS documents_list ON documents (tenant, kind, seq);
CREATE INDEX IF NOT EXISTS documents_key ON documents (tenant, kind, key) WHERE key IS NOT NULL;
CREATE INDEX IF NOT EXISTS documents_parent ON documents (tenant, kind, parent, seq) WHERE parent IS NOT NULL;

CREATE TABLE IF NOT EXISTS codes (
  code TEXT PRIMARY KEY, redirect_uri TEXT NOT NULL, scope TEXT NOT NULL, organisations TEXT NOT NULL,
  expires_ms INTEGER NOT NULL, used INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS grants (
  id TEXT PRIMARY KEY, scope TEXT NOT NULL, event TEXT NOT NULL, created_ms INTEGER NOT NULL, revoked INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS access_tokens (
  token TEXT PRIMARY KEY, grant_id TEXT NOT NULL, expires_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS refresh_tokens (
  token TEXT PRIMARY KEY, grant_id TEXT NOT NULL, issued_ms INTEGER NOT NULL, rotated_ms INTEGER
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS connections (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL UNIQUE, event TEXT NOT NULL, created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS idempotency (
  tenant TEXT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL, at_ms INTEGER NOT NULL,
  PRIMARY KEY (tenant, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS calls (
  tenant TEXT NOT NULL, span TEXT NOT NULL, number INTEGER NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (tenant, span)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS requests (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms INTEGER NOT NULL, tenant TEXT, method TEXT NOT NULL, path TEXT NOT NULL, status INTEGER NOT NULL,
  problem TEXT, fault TEXT, idempotency_key TEXT
);
`;

/** The tables a reset empties. */
export const xeroTables = [
  'organisations',
  'documents',
  'codes',
  'grants',
  'access_tokens',
  'refresh_tokens',
  'connections',
  'idempotency',
  'calls',
  'requests',
] as const;
