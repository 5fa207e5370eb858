import { type Connection, databaseFault, type TxSql } from '@purser/db';
import type { Table } from './catalogue.ts';
import { insertText, type ProbeRow } from './probeRow.ts';

/** What became of a statement: how many rows it met, or the SQLSTATE with which it was refused. */
export type Met = { rows: number } | { refused: string };

/** Somebody at the database: a role's connection, and the tenant and customer it speaks for. */
export type Intruder = {
  who: string;
  connection: Connection;
  scope: { tenant: string; customer?: string } | undefined;
};

/** Runs one statement in a transaction of its own, which commits. */
export async function attempt({ connection, scope }: Intruder, statement: string): Promise<Met> {
  const work = async ({ sql }: { sql: TxSql }): Promise<Met> => ({ rows: (await sql.unsafe(statement)).count });
  try {
    return scope ? await connection.tenantTx(scope, work) : await connection.plainTx(work);
  } catch (error) {
    const problem = databaseFault(error);
    if (!problem) throw error;
    return { refused: problem.code };
  }
}

/** PostgreSQL's word for no privilege, and for a row that a policy refuses. */
const refusedByPrivilege = '42501';
const passed = (met: Met) => !('refused' in met && met.refused === refusedByPrivilege);
const sees = (met: Met) => ('rows' in met ? met.rows > 0 : met.refused !== refusedByPrivilege);

/** Tries to read, change, delete and add rows that `where` names, and tells what was not prevented. */
export async function breakIn(
  table: Table,
  where: string,
  row: ProbeRow,
  intruder: Intruder,
  expected: 'unseen' | 'refused',
): Promise<string[]> {
  const name = `"${table.schema}"."${table.name}"`;
  const column = table.columns.find(({ made }) => !made)?.name ?? 'tenant_id';
  const statements = {
    read: `select from ${name} where ${where}`,
    change: `update ${name} set "${column}" = "${column}" where ${where}`,
    delete: `delete from ${name} where ${where}`,
  };
  const faults: string[] = [];
  for (const [verb, statement] of Object.entries(statements)) {
    const met = await attempt(intruder, statement);
    if (expected === 'refused' ? passed(met) : sees(met))
      faults.push(`${intruder.who} may ${verb}: ${JSON.stringify(met)}`);
  }
  const added = await attempt(intruder, insertText(table, row));
  if (passed(added)) faults.push(`${intruder.who} may insert: ${JSON.stringify(added)}`);
  return faults;
}
