import type { Connection, Tx } from '@purser/db';
import { definitionOf, type MailKind, type MailLanguage, mailKinds, type Wording } from '@purser/mailtemplate';

type Key = { kind: MailKind; language: MailLanguage };
export type Template = Wording & Key & { changedAt: string };

type Row = Wording & Key & { changed_at: string };

const asTemplate = ({ changed_at, ...row }: Row): Template => ({
  ...row,
  changedAt: new Date(changed_at).toISOString(),
});

export async function findTemplate(
  { sql }: Pick<Tx, 'sql'>,
  kind: MailKind,
  language: MailLanguage,
): Promise<Template | undefined> {
  const [row] = await sql<Row[]>`
    select kind, language, subject, preview, body, button, aside, changed_at from templates
    where kind = ${kind} and language = ${language}`;
  return row && asTemplate(row);
}

export async function saveTemplate(
  { sql }: Pick<Tx, 'sql'>,
  tenant: string,
  { kind, language, subject, preview, body, button, aside }: Wording & Key,
  now: Date,
): Promise<void> {
  await sql`
    insert into templates (tenant_id, kind, language, subject, preview, body, button, aside, changed_at)
    values (${tenant}, ${kind}, ${language}, ${subject}, ${preview}, ${body}, ${button}, ${aside}, ${now.toISOString()})
    on conflict (tenant_id, kind, language) do update set subject = excluded.subject, preview = excluded.preview,
      body = excluded.body, button = excluded.button, aside = excluded.aside, changed_at = excluded.changed_at`;
}

export async function dropTemplate({ sql }: Pick<Tx, 'sql'>, kind: MailKind, language: MailLanguage): Promise<void> {
  await sql`delete from templates where kind = ${kind} and language = ${language}`;
}

/** Which templates are the tenant's own. One of a kind that is no more is not told of. */
export async function listChanged({ sql }: Pick<Tx, 'sql'>): Promise<(Key & { changedAt: string })[]> {
  const rows = await sql<(Key & { changed_at: string })[]>`
    select kind, language, changed_at from templates order by kind, language`;
  return rows
    .filter(({ kind }) => mailKinds.includes(kind))
    .map(({ kind, language, changed_at }) => ({ kind, language, changedAt: new Date(changed_at).toISOString() }));
}

/** What the tenant's mails of a kind say: its own words, or the ones everybody begins with. */
export const wordingIn =
  (runtime: Pick<Connection, 'tenantTx'>, tenant: string) =>
  async (kind: MailKind, language: MailLanguage): Promise<Wording> =>
    (await runtime.tenantTx({ tenant }, (tx) => findTemplate(tx, kind, language))) ??
    definitionOf(kind).defaults[language];
