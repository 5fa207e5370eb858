import { directory } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { ImportColumn } from '../models/customerImport.ts';

/** The columns of our own export, and of every file that comes in. */
export const exportColumns = ['id', ...directory.importFields, 'archived', 'createdOn'] as const;

const bare = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
const known = new Map<string, ImportColumn>([
  ['id', 'id'],
  ...directory.importFields.map((field) => [bare(field), field] as const),
]);

/**
 * What each column holds: by name, or as a person said. A column of a name that we do not know is left out, and shown so.
 * @throws Fault invalid `csv_columns` when two hold the same, or neither id nor mail says whose a row is
 */
export function columnsOf(
  head: readonly string[],
  said: readonly (ImportColumn | null)[] | undefined,
): { name: string; holds: ImportColumn | null }[] {
  if (said && said.length !== head.length)
    throw wrong(`The file has ${head.length} columns, and ${said.length} were described.`);
  const columns = head.map((name, i) => ({
    name: name.slice(0, 200),
    holds: said?.[i] ?? (said ? null : (known.get(bare(name)) ?? null)),
  }));
  const held = columns.flatMap(({ holds }) => holds ?? []);
  const twice = held.find((holds, i) => held.indexOf(holds) !== i);
  if (twice) throw wrong(`Two columns hold ${twice}. Leave one of them out.`);
  if (!held.includes('email') && !held.includes('id'))
    throw wrong('No column is named email or id, so nobody knows whose a row is.');
  return columns;
}

const wrong = (message: string) =>
  fault('invalid', 'csv_columns', message, { errors: [{ path: 'columns', code: 'csv_columns', message }] });
