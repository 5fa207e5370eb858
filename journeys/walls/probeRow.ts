import { randomBytes, randomUUID } from 'node:crypto';
import { databaseFault, type Sql } from '@purser/db';
import { type Column, fullName, type Table } from './catalogue.ts';

/** Column to SQL literal. */
export type ProbeRow = Record<string, string>;

const literal = (value: string, type: string) => `'${value.replaceAll("'", "''")}'::${type}`;
const quoted = (name: string) => `"${name}"`;
const tries = 400;

/** Values to try for a column, the likeliest first; what its checks mention among them. */
function candidates(table: Table, column: Column): string[] {
  const { name, type } = column;
  const mentioned = table.constraints
    .filter((constraint) => constraint.kind === 'check' && constraint.columns.includes(name))
    .flatMap(({ definition }) => [...definition.matchAll(/'((?:[^']|'')*)'/g)].map(([, text = '']) => text));
  const nothing = column.nullable ? ['null'] : [];
  return [...valuesOf(column, mentioned).map((value) => literal(value, type)), ...nothing];
}

function valuesOf({ type, enumLabels }: Column, mentioned: string[]): string[] {
  const number = randomBytes(2).readUInt16BE() + 10;
  if (enumLabels) return enumLabels;
  if (type === 'uuid') return [randomUUID()];
  if (type === 'boolean') return ['true', 'false'];
  if (type === 'bytea') return [`\\x${randomBytes(32).toString('hex')}`, '\\x'];
  if (type === 'date' || type.startsWith('timestamp'))
    return [new Date(1_767_225_600_000 + number * 86_400_000).toISOString(), '2026-01-01'];
  if (/^(smallint|integer|bigint|numeric|real|double)/.test(type)) return [`${number % 30_000}`, '1', '0', '-1', '100'];
  if (type.startsWith('json')) return ['{}', '[]', '"probe"'];
  if (type.endsWith('[]')) return ['{}'];
  if (type === 'text' || type.startsWith('char'))
    return [`probe ${number}`, ...mentioned, 'GBP', 'GB', 'gbp', `${number}`, '2026-01-01', 'a@example.com', ''];
  throw new Error(`no value is known for a column of type ${type}: say in walls/probeRow.ts what to put there`);
}

/** The literals of a row of `table`; the columns in `fixed` as they are given, where the table has them. */
function firstRow(table: Table, fixed: ProbeRow, choice: Map<string, number>): ProbeRow {
  const filled = table.columns.filter(({ made }) => !made);
  const row: ProbeRow = Object.fromEntries(
    filled.map((column) => {
      const options = candidates(table, column);
      const value = options[(choice.get(column.name) ?? 0) % options.length] ?? 'null';
      return [column.name, fixed[column.name] ?? value];
    }),
  );
  return { ...row, ...hashesOf(table, row) };
}

/** What a check wants to be the hash of another column, as of content that is found by its hash. */
function hashesOf(table: Table, row: ProbeRow): ProbeRow {
  const hashes = table.constraints.flatMap(({ definition }) => [
    ...definition.matchAll(/\((\w+) = sha256\((\w+)\)\)/g),
  ]);
  return Object.fromEntries(
    hashes.flatMap(([, of, from = '']) => (of && row[from] ? [[of, `sha256(${row[from]})`]] : [])),
  );
}

export function insertText(table: Table, row: ProbeRow): string {
  const names = Object.keys(row);
  return `insert into ${quoted(table.schema)}.${quoted(table.name)} (${names.map(quoted).join(', ')})
    values (${names.map((name) => row[name]).join(', ')})`;
}

/**
 * Puts a row into the table as the superuser, behind every wall and with no foreign key asked, and gives it back. Checks
 * and unique indexes are satisfied by trying.
 */
export async function plantRow(admin: Sql, table: Table, fixed: ProbeRow): Promise<ProbeRow> {
  const choice = new Map<string, number>();
  let last: unknown;
  for (let tried = 0; tried < tries; tried += 1) {
    const row = firstRow(table, fixed, choice);
    try {
      await admin.begin(async (tx) => {
        await tx`set local session_replication_role = replica`;
        await tx.unsafe(insertText(table, row));
      });
      return row;
    } catch (error) {
      last = error;
      const broken = table.constraints.find(({ name }) => name === databaseFault(error)?.constraint);
      if (!broken) break;
      tryNext(
        table,
        broken.columns.filter((name) => fixed[name] === undefined),
        choice,
      );
    }
  }
  throw new Error(`${fullName(table)}: no row could be made: ${String(last)}`, { cause: last });
}

/** Counts through the candidates of these columns, as an odometer does. */
function tryNext(table: Table, names: readonly string[], choice: Map<string, number>): void {
  for (const name of names) {
    const column = table.columns.find((each) => each.name === name);
    if (!column) continue;
    const next = (choice.get(name) ?? 0) + 1;
    const wraps = next >= candidates(table, column).length;
    choice.set(name, wraps ? 0 : next);
    if (!wraps) return;
  }
}
