import { inspect } from 'node:util';
import type { Log } from '@purser/bus';
import type { Connection } from '@purser/db';

/** What a test knows to be secret: what it is, and the secret itself. */
export type Secret = readonly [what: string, text: string];

/** How secrets look, known or not. */
const forms: readonly (readonly [what: string, pattern: string])[] = [
  ['a webhook secret', 'whsec_[A-Za-z0-9]{8,}'],
  ['a Stripe key', '[sr]k_(test|live)_[A-Za-z0-9]{8,}'],
  ['a client secret', '(pi|seti)_[A-Za-z0-9]+_secret_[A-Za-z0-9]{4,}'],
  ['a card number', '(^|[^0-9A-Za-z_-])4[0-9]{15}($|[^0-9A-Za-z_-])'],
];

/** A log that keeps every line of every level, whole: what a name would have redacted is to be seen. */
export function keepingLog(): { log: (service: string) => Log; lines: string[] } {
  const lines: string[] = [];
  const log = (service: string): Log => {
    const keep = (level: string) => (facts: object, text: string) => {
      lines.push(`${service} ${level} ${text} ${inspect(facts, { depth: 12, breakLength: Number.POSITIVE_INFINITY })}`);
    };
    return { debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') };
  };
  return { log, lines };
}

/** A secret as it is, and as its bytes would be shown. */
const spellings = (text: string): string[] => [
  text,
  Buffer.from(text).toString('hex'),
  Buffer.from(text).toString('base64').slice(0, -3),
  encodeURIComponent(text),
];

/** Which of the secrets stand in a text. */
export function foundIn(text: string, secrets: readonly Secret[]): string[] {
  const known = secrets.filter(([, secret]) => spellings(secret).some((each) => text.includes(each)));
  const looking = forms.filter(([, pattern]) => new RegExp(pattern).test(text));
  return [...known, ...looking].map(([what]) => what);
}

const services = ['payments', 'gateway', 'directory', 'notifications', 'reporting', 'invoicing', 'accounting', 'files'];

/** Every row of every table that a service has, looked through for secrets in the clear. @returns what was found, and where */
export async function searchDatabase(
  { sql }: Connection,
  secrets: readonly Secret[],
): Promise<{ tables: number; rows: number; found: string[] }> {
  const tables = await sql<{ name: string }[]>`
    select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema = any(${services}::text[])`;
  const found = new Set<string>();
  let rows = 0;
  for (const { name } of tables) {
    const lines = await sql.unsafe<{ line: string }[]>(`select t::text as line from ${name} t`);
    rows += lines.length;
    for (const { line } of lines) for (const what of foundIn(line, secrets)) found.add(`${name}: ${what}`);
  }
  return { tables: tables.length, rows, found: [...found] };
}
