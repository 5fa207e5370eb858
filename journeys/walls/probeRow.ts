import { randomBytes, randomUUID } from 'node:crypto';
import { databaseFault, type Sql } from '@purser/db';
import { type Column, fullName, type Table } from './catalogue.ts';

/** Column to SQL literal. */
export type ProbeRow = Record<string, string>;

const literal = (value: string, type: string) => `'${value.replaceAll("'", "''")}'::${type}`;
const quoted = (name: string) => `"${name}"`;
const tries = 2_000;

/** Values to try for a column: the likeliest first; what its checks mention among them, and last nothing where it may be empty. */
function candidates(table: Table, column: Column): string[] {
  const { name, type } = column;
  const mentioned = table.constraints
    .filter((constraint) => constraint.kind === 'check' && constraint.columns.includes(name))
    .flatMap(({ definition }) => [...definition.matchAll(/'((?:[^']|'')*)'/g)].map(([, text = '']) => text));
  const nothing = column.nullable ? ['null'] : [];
  const values = valuesOf(column, mentioned).map((value) => literal(value, type));
  return [...values, ...nothing];
}

function valuesOf({ type, enumLabels }: Column, mentioned: string[]): string[] {
  const number = randomBytes(2).readUInt16BE() + 10;
  if (enumLabels) return enumLabels;
  if (type.endsWith('[]')) return ['{}'];
  if (type === 'uuid') return [randomUUID()];
  if (type === 'boolean') return ['true', 'false'];
  if (type === 'bytea') return [`\\x${randomBytes(32).toString('hex')}`, '\\x'];
  if (type === 'date' || type.startsWith('timestamp'))
    return [new Date(1_767_225_600_000 + number * 86_400_000).toISOString(), '2026-01-01'];
  if (/^(smallint|integer|bigint|numeric|real|double)/.test(type)) return [`${number % 30_000}`, '1', '0', '-1', '100'];
  if (type.startsWith('json')) return ['{}', '[]', '"probe"'];
  if (type === 'text' || type.startsWith('char'))
    return [
      `probe ${number}`,
      ...mentioned,
      'GBP',
      'EUR',
      'GB',
      'gbp',
      'en',
      'en-GB',
      `${number}`,
      '2026-01-01',
      'a@example.com',
      '',
    ];
  throw new Error(`no value is known for a column of type ${type}: say in walls/probeRow.ts what to put there`);
}

/** The literals of a row of `table`; the columns in `fixed` as they are given, where the table has them. */
function rowOf(table: Table, fixed: ProbeRow, choice: Map<string, number>): ProbeRow {
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
 * and unique indexes are satisfied by trying: first a row with everything in it, counting through the candidates of the
 * columns that a broken constraint names; where constraints share columns and counting goes in circles, by a random walk.
 */
export async function plantRow(admin: Sql, table: Table, fixed: ProbeRow): Promise<ProbeRow> {
  try {
    return await plant(admin, table, fixed, countOn);
  } catch {
    return plant(admin, table, fixed, wander);
  }
}

/** Changes the choice among the candidates of these columns, whose constraint was broken. */
type Step = (columns: readonly Column[], choice: Map<string, number>, optionsOf: (column: Column) => string[]) => void;

async function plant(admin: Sql, table: Table, fixed: ProbeRow, step: Step): Promise<ProbeRow> {
  const choice = new Map<string, number>();
  let last: unknown;
  for (let tried = 0; tried < tries; tried += 1) {
    const row = rowOf(table, fixed, choice);
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
      const free = table.columns.filter(({ name }) => broken.columns.includes(name) && fixed[name] === undefined);
      step(free, choice, (column) => candidates(table, column));
    }
  }
  throw new Error(`${fullName(table)}: no row could be made: ${String(last)}`, { cause: last });
}

/** As an odometer does. */
const countOn: Step = (columns, choice, optionsOf) => {
  for (const column of columns) {
    const next = (choice.get(column.name) ?? 0) + 1;
    const wraps = next >= optionsOf(column).length;
    choice.set(column.name, wraps ? 0 : next);
    if (!wraps) return;
  }
};

/** One of the columns, anew: every second time with nothing in it, or zero. */
const wander: Step = (columns, choice, optionsOf) => {
  const column = columns[Math.floor(Math.random() * columns.length)];
  if (!column) return;
  const options = optionsOf(column);
  const plain = options.findLastIndex((option) => option === 'null' || option.startsWith("'0'"));
  const any = Math.floor(Math.random() * options.length);
  choice.set(column.name, plain >= 0 && Math.random() < 0.5 ? plain : any);
};
