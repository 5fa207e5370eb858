/** Every table of the mail server. Times that end in `_ms` are sandbox time in milliseconds. */
export const mailSchema = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS messages (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  at_ms INTEGER NOT NULL,
  sender TEXT NOT NULL,
  size INTEGER NOT NULL,
  raw BLOB NOT NULL,
  summary TEXT
);

CREATE TABLE IF NOT EXISTS recipients (
  message INTEGER NOT NULL, position INTEGER NOT NULL, address TEXT NOT NULL,
  PRIMARY KEY (message, position)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS recipients_address ON recipients (address, message);

CREATE TABLE IF NOT EXISTS refusals (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms INTEGER NOT NULL,
  stage TEXT NOT NULL,
  sender TEXT NOT NULL,
  recipient TEXT NOT NULL,
  code INTEGER NOT NULL,
  text TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS bounces (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  message TEXT NOT NULL,
  recipient TEXT NOT NULL,
  due_ms INTEGER NOT NULL,
  code TEXT NOT NULL,
  reason TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS greylist (
  sender TEXT NOT NULL, recipient TEXT NOT NULL, first_ms INTEGER NOT NULL,
  PRIMARY KEY (sender, recipient)
) WITHOUT ROWID;
`;

/** The tables a reset empties. */
export const mailTables = ['messages', 'recipients', 'refusals', 'bounces', 'greylist'] as const;
