import { numberOf, type Row, textOf, textOrNull, transaction } from '../store/open.ts';
import type { MailEffect } from './faults.ts';
import { parseMail, type Summary, summaryOf } from './parsed.ts';
import type { MailWorld } from './world.ts';

/** A message as the server took it: the envelope is what counts, whatever the headers say. */
export interface Message {
  seq: number;
  id: string;
  atMs: number;
  sender: string;
  recipients: string[];
  size: number;
  raw: Uint8Array;
}

/** One line of the inbox. */
export interface Listed extends Omit<Message, 'raw'>, Summary {
  bounced: boolean;
}

/** Which messages to list: to exactly this address, with this text in an address, later than this message. */
export interface Filter {
  to?: string | undefined;
  address?: string | undefined;
  after?: string | undefined;
}

/**
 * Stores a message, whatever was stored before: a repeat is a second message. It is committed when this returns.
 * Returns its id.
 */
export function storeMessage(
  world: MailWorld,
  sender: string,
  recipients: readonly string[],
  raw: Uint8Array,
  bounce?: Extract<MailEffect, { kind: 'bounce' }>,
): string {
  const { db, ids, clock } = world;
  return transaction(db, () => {
    const id = ids.next('mail_', 20);
    const { lastInsertRowid } = db
      .sql('INSERT INTO messages (id, at_ms, sender, size, raw) VALUES (?, ?, ?, ?, ?)')
      .run(id, clock.nowMs(), sender, raw.byteLength, raw);
    for (const [position, address] of recipients.entries())
      db.sql('INSERT INTO recipients (message, position, address) VALUES (?, ?, ?)').run(
        lastInsertRowid,
        position,
        address,
      );
    if (bounce) for (const address of recipients) recordBounce(world, id, address, bounce);
    ids.save();
    return id;
  });
}

/** Records that a message will not have arrived, from `ms` on. */
export function recordBounce(
  { db, clock }: MailWorld,
  message: string,
  recipient: string,
  { ms, code, text }: Omit<Extract<MailEffect, { kind: 'bounce' }>, 'kind'>,
): void {
  db.sql('INSERT INTO bounces (message, recipient, due_ms, code, reason) VALUES (?, ?, ?, ?, ?)').run(
    message,
    recipient,
    clock.nowMs() + ms,
    code,
    text,
  );
}

/** The bounces that have become known by now, the latest first. */
export const knownBounces = ({ db, clock }: MailWorld): Row[] =>
  db
    .sql(
      'SELECT message, recipient, due_ms AS at_ms, code, reason FROM bounces WHERE due_ms <= ? ORDER BY due_ms DESC, seq DESC',
    )
    .all(clock.nowMs());

const recipientsOf = ({ db }: MailWorld, seq: number): string[] =>
  db
    .sql('SELECT address FROM recipients WHERE message = ? ORDER BY position')
    .all(seq)
    .map((row) => textOf(row.address));

const bytesOf = (value: Row[string] | undefined): Uint8Array => {
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`expected bytes in the store, found ${typeof value}`);
};

/** A message with its source. */
export function messageById(world: MailWorld, id: string): Message | undefined {
  const row = world.db.sql('SELECT seq, id, at_ms, sender, size, raw FROM messages WHERE id = ?').get(id);
  if (!row) return undefined;
  return { ...headOf(world, row), raw: bytesOf(row.raw) };
}

const headOf = (world: MailWorld, row: Row): Omit<Message, 'raw'> => ({
  seq: numberOf(row.seq),
  id: textOf(row.id),
  atMs: numberOf(row.at_ms),
  sender: textOf(row.sender),
  recipients: recipientsOf(world, numberOf(row.seq)),
  size: numberOf(row.size),
});

/** What the list shows of a message; parsed when first asked, so that taking mail in stays quick. */
async function summaryFor({ db }: MailWorld, row: Row): Promise<Summary> {
  const stored = textOrNull(row.summary);
  if (stored !== null) return JSON.parse(stored);
  const source = db.sql('SELECT raw FROM messages WHERE seq = ?').get(numberOf(row.seq));
  if (!source) return summaryOf(undefined);
  const summary = summaryOf(await parseMail(bytesOf(source.raw)));
  db.sql('UPDATE messages SET summary = ? WHERE seq = ?').run(JSON.stringify(summary), numberOf(row.seq));
  return summary;
}

const seqOf = ({ db }: MailWorld, id: string): number | undefined => {
  const row = db.sql('SELECT seq FROM messages WHERE id = ?').get(id);
  return row && numberOf(row.seq);
};

/** The latest messages, the newest first; undefined when `after` names no message. */
export async function latestMessages(world: MailWorld, filter: Filter, limit: number): Promise<Listed[] | undefined> {
  const after = filter.after === undefined ? 0 : seqOf(world, filter.after);
  if (after === undefined) return undefined;
  const anywhere = `%${(filter.address ?? '').toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const rows = world.db
    .sql(
      `SELECT seq, id, at_ms, sender, size, summary,
         EXISTS (SELECT 1 FROM bounces WHERE bounces.message = messages.id AND due_ms <= ?) AS bounced
       FROM messages
       WHERE seq > ?
         AND (? IS NULL OR seq IN (SELECT message FROM recipients WHERE address = ?))
         AND (lower(sender) LIKE ? ESCAPE '\\' OR seq IN (SELECT message FROM recipients WHERE address LIKE ? ESCAPE '\\'))
       ORDER BY seq DESC LIMIT ?`,
    )
    .all(
      world.clock.nowMs(),
      after,
      filter.to?.toLowerCase() ?? null,
      filter.to?.toLowerCase() ?? null,
      anywhere,
      anywhere,
      limit,
    );
  return Promise.all(
    rows.map(async (row) => ({
      ...headOf(world, row),
      ...(await summaryFor(world, row)),
      bounced: numberOf(row.bounced) === 1,
    })),
  );
}

export function newestId({ db }: MailWorld): string | undefined {
  const row = db.sql('SELECT id FROM messages ORDER BY seq DESC LIMIT 1').get();
  return row && textOf(row.id);
}

export const countMessages = ({ db }: MailWorld): number =>
  numberOf(db.sql('SELECT count(*) AS n FROM messages').get()?.n);

/** Forgets the mail and what became of it; the rules stay. Returns how many messages there were. */
export function deleteMessages(world: MailWorld): number {
  return transaction(world.db, () => {
    const count = countMessages(world);
    for (const table of ['messages', 'recipients', 'bounces']) world.db.sql(`DELETE FROM ${table}`).run();
    return count;
  });
}
