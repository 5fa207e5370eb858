import type { Context } from '@purser/bus';
import type { Clock } from '@purser/clock';
import { directory as contract } from '@purser/contracts';
import { isFault } from '@purser/fault';
import { newId } from '@purser/message';
import type { z } from 'zod';
import { changesOf, merged, missingOf } from '../import/planRow.ts';
import { type Problem, type RowFields, readImportRow } from '../import/readImportRow.ts';
import { customersWithMail, wholeCustomer } from '../import/wholeCustomer.ts';
import { changeCustomer } from '../store/changeCustomer.ts';
import { insertCustomer } from '../store/insertCustomer.ts';

type Input = z.output<typeof contract.importCustomers.input>;
type Row = Input['rows'][number];
type Done = z.input<typeof contract.importCustomers.output>['rows'][number];

/** Does what was planned. Imports of a tenant go one after the other: two that would make the same customer make one. */
export function importCustomers(clock: Clock) {
  return async (ctx: Context, { rows }: Input): Promise<{ rows: Done[] }> => {
    await ctx.tx.sql`select pg_advisory_xact_lock(hashtextextended(${`import ${ctx.tenant}`}, 0))`;
    const done: Done[] = [];
    for (const row of rows) done.push(await importOne(ctx, clock, row));
    return { rows: done };
  };
}

async function importOne(ctx: Context, clock: Clock, row: Row): Promise<Done> {
  const { line } = row;
  const refused = (...problems: Problem[]): Done => ({ line, outcome: 'refused', customerId: null, problems });
  const read = readImportRow(row.cells);
  if (!read.ok) return refused(...read.problems);
  try {
    return row.action === 'create' ? await create(ctx, line, read.fields) : await update(ctx, clock, row, read.fields);
  } catch (error) {
    // A refusal comes before anything is written; what is no refusal undoes all rows of the message.
    if (!isFault(error) || error.passing) throw error;
    return refused({ field: 'id', message: error.message });
  }
}

async function create(ctx: Context, line: number, fields: RowFields): Promise<Done> {
  const missing = missingOf(fields);
  const { name, email, currency = null, terms_days = null } = fields;
  if (missing.length > 0 || name === undefined || email === undefined)
    return { line, outcome: 'refused', customerId: null, problems: missing };
  const [there] = await customersWithMail(ctx, email);
  if (there !== undefined) {
    const problems = [{ field: 'email', message: 'A customer with this address is there by now. Nothing was added.' }];
    return { line, outcome: 'unchanged', customerId: there, problems };
  }
  const customerId = newId();
  await insertCustomer(ctx, { ...fields, customerId, name, email, currency, terms_days });
  ctx.stage.send(contract.customerCreated, { customerId, currency, terms_days });
  return { line, outcome: 'created', customerId, problems: [] };
}

async function update(
  ctx: Context,
  clock: Clock,
  { line, customerId, revision }: Extract<Row, { action: 'update' }>,
  fields: RowFields,
): Promise<Done> {
  const whole = await wholeCustomer(ctx, customerId);
  const done = (outcome: Done['outcome'], ...problems: Problem[]): Done => ({ line, outcome, customerId, problems });
  if (!whole) return done('refused', { field: 'id', message: 'There is no such customer.' });
  const after = merged(whole, fields);
  // Done before, by this file or by hand: there is nothing left to do.
  if (changesOf(whole, after).length === 0) return done('unchanged');
  await changeCustomer(ctx, clock, { ...after, revision });
  return done('updated');
}
