import type { Sql } from '@purser/db';

/** What issuing leaves behind, by table: which rows of a tenant are its. */
const left: Readonly<Record<string, string>> = {
  'invoicing.invoices': 'number is not null',
  'invoicing.documents': 'true',
  'invoicing.timeline': `what = 'issued'`,
  'invoicing.tax_entries': 'true',
  'invoicing.outbox': `name = 'invoicing.invoiceIssued'`,
  'reporting.ledger': `handler = 'reporting.onInvoiceIssued'`,
  'reporting.entries': 'true',
  'reporting.postings': 'true',
  'notifications.ledger': 'true',
  'notifications.mails': 'true',
};
const rowsAtOnce = 1000;

/**
 * The same rows once more, as plain inserts of a thousand rows each into tables with the same indexes and nothing else: what
 * the server takes when nobody decides, seals or tells anything.
 * @returns how long it took, milliseconds, and how many bytes the rows have as text
 */
export async function insertAgain(sql: Sql, tenant: string): Promise<{ took_ms: number; bytes: number }> {
  let took_ms = 0;
  let bytes = 0;
  await sql.unsafe('drop schema if exists bare cascade; create schema bare');
  for (const [table, condition] of Object.entries(left)) {
    const [schema = '', name = ''] = table.split('.');
    const rows = await sql.unsafe<{ row: string }[]>(
      `select t::text as row from ${table} t where tenant_id = '${tenant}' and ${condition}`,
    );
    const copy = `bare.${schema}_${name}`;
    await sql.unsafe(`create table ${copy} (like ${table} including all)`);
    const columns = await sql<{ column_name: string }[]>`
      select column_name from information_schema.columns
      where table_schema = ${schema} and table_name = ${name} and is_generated = 'NEVER' and is_identity = 'NO' order by ordinal_position`;
    const names = columns.map(({ column_name }) => `"${column_name}"`);
    // `offset 0` keeps the planner from reading each row's text once for every column.
    const insert = `insert into ${copy} (${names.join()}) select ${names.map((column) => `(u.r).${column}`).join()}
      from (select row::${copy} as r from unnest($1::text[]) as rows(row) offset 0) u`;
    for (let at = 0; at < rows.length; at += rowsAtOnce) {
      const some = rows.slice(at, at + rowsAtOnce).map(({ row }) => row);
      bytes += some.reduce((sum, row) => sum + row.length, 0);
      const begin = performance.now();
      await sql.unsafe(insert, [some]);
      took_ms += performance.now() - begin;
    }
  }
  return { took_ms, bytes };
}
