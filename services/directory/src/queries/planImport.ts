import type { Context } from '@purser/bus';
import type { directory as contract } from '@purser/contracts';
import { isFault } from '@purser/fault';
import type { z } from 'zod';
import { changesOf, merged, missingOf } from '../import/planRow.ts';
import { type Problem, type RowFields, readImportRow } from '../import/readImportRow.ts';
import { customersWithMail, wholeCustomer } from '../import/wholeCustomer.ts';

type Reading = Pick<Context, 'tx' | 'keys'>;
type Input = z.output<typeof contract.planImport.input>;
type Row = Input['rows'][number];
type Planned = z.input<typeof contract.planImport.output>['rows'][number];

/** What an import would do. */
export async function planImport(ctx: Reading, { rows }: Input): Promise<{ rows: Planned[] }> {
  const planned: Planned[] = [];
  for (const row of rows) planned.push(await planOne(ctx, row));
  return { rows: planned };
}

async function planOne(ctx: Reading, { line, customerId, cells }: Row): Promise<Planned> {
  const none = { line, customerId: null, revision: null, changes: [] };
  const wrong = (...problems: Problem[]): Planned => ({ ...none, action: 'error', problems });
  const read = readImportRow(cells);
  if (!read.ok) return wrong(...read.problems);
  const found = customerId === null ? await byMail(ctx, read.fields) : { id: customerId };
  if ('problem' in found) return wrong(found.problem);
  if (found.id === undefined) {
    const missing = missingOf(read.fields);
    return missing.length > 0 ? wrong(...missing) : { ...none, action: 'create', problems: [] };
  }
  const whole = await wholeCustomer(ctx, found.id).catch((error: unknown) => {
    if (isFault(error) && error.kind === 'notFound') return undefined;
    throw error;
  });
  if (!whole) return wrong({ field: 'id', message: 'There is no such customer.' });
  const after = merged(whole, read.fields);
  if ((after.tags?.length ?? 0) > 20) return wrong({ field: 'tags', message: 'A customer has 20 tags at most.' });
  const changes = changesOf(whole, after);
  const known = { line, customerId: found.id, revision: whole.revision, problems: [] };
  return { ...known, action: changes.length > 0 ? 'update' : 'unchanged', changes };
}

async function byMail(ctx: Reading, { email }: RowFields): Promise<{ id: string | undefined } | { problem: Problem }> {
  if (email === undefined) return { id: undefined };
  const [id, second] = await customersWithMail(ctx, email);
  if (second === undefined) return { id };
  return { problem: { field: 'email', message: 'Several customers have this address. Say which by their id.' } };
}
