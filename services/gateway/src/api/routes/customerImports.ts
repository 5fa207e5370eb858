import { directory } from '@purser/contracts';
import type { z } from 'zod';
import { csvAnswer, type Row } from '../../documents/csv.ts';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { shown, shownOrNull, uuidOf } from '../ids.ts';
import {
  applied,
  applyBody,
  type ImportBody,
  type ImportPlanModel,
  importBody,
  importPlan,
  type PlannedRowModel,
} from '../models/customerImport.ts';
import { forStaff, type Operation, ok } from '../operation.ts';
import { type CsvRow, readCsv } from '../readCsv.ts';
import { sending } from '../sending.ts';
import { columnsOf, exportColumns } from '../views/importColumns.ts';

const tag = 'Customers';
const path = '/api/v1/customers/imports';
const roles = ['owner', 'admin', 'accountant', 'support'] as const;
/** Rows that directory is asked about together. */
const together = 100;

type Columns = ImportPlanModel['columns'];
type Asked = z.input<typeof directory.planImport.input>['rows'][number];
type Exported = z.output<typeof directory.exportCustomers.output>;

/** Customers in and out as a table. What a file would do is shown first; then the planned rows are sent, fifty at a time. */
export function customerImportOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'post',
        path,
        tag,
        summary: 'What an import of this CSV would do, row by row; nothing is done',
        body: importBody,
        answer: importPlan,
        // Ten million characters, quoted.
        largest_bytes: 16_777_216,
        roles,
      },
      async ({ who, body }) => ok(await plan(g, who, body)),
    ),
    forStaff(
      {
        method: 'post',
        path: `${path}/apply`,
        tag,
        summary:
          'Does what was planned for up to fifty rows; each says what came of it, and doing it again does nothing',
        body: applyBody,
        answer: applied,
        key: 'accepted',
        largest_bytes: 1_048_576,
        roles,
      },
      sending(g, directory.importCustomers, {
        ask: (call) => ({
          rows: call.body.rows.map((row) =>
            row.action === 'update' ? { ...row, customerId: uuidOf(row.customerId) } : row,
          ),
        }),
        view: (done) => ({
          rows: done.rows.map((row) => ({ ...row, customerId: shownOrNull('cus', row.customerId) })),
        }),
      }),
    ),
    forStaff(
      { method: 'get', path: '/api/v1/customers/csv', tag, summary: 'All customers as CSV', type: 'text/csv', roles },
      async ({ who }) => csvAnswer(g, 'customers', { head: exportColumns, pages: customerPages(g, who) }),
    ),
  ];
}

async function plan(g: Gateway, who: Staff, { csv, columns: said }: ImportBody): Promise<ImportPlanModel> {
  const { head, rows } = readCsv(csv);
  const columns = columnsOf(head, said);
  const asked = rows.map((row) => readRow(row, columns));
  const repeats = repeatsIn(asked);
  const planned = new Map<number, PlannedRowModel>();
  const fit = asked.filter((row) => row.wrong === undefined && !repeats.has(row.line));
  for (let from = 0; from < fit.length; from += together) {
    const some: Asked[] = fit
      .slice(from, from + together)
      .map(({ line, customerId, cells }) => ({ line, customerId, cells }));
    const told = await g.client.query(directory.planImport, { rows: some }, who);
    for (const row of told.rows)
      planned.set(row.line, { ...row, customerId: shownOrNull('cus', row.customerId), cells: {} });
  }
  const all = asked.map((row) => {
    const { line, cells, wrong } = row;
    const problem = wrong ?? repeats.get(line);
    const known = planned.get(line);
    if (problem || !known) return failed(line, cells, problem ?? { field: 'id', message: 'It was not looked at.' });
    return { ...known, cells };
  });
  const count = (action: PlannedRowModel['action']) => all.filter((row) => row.action === action).length;
  const counts = {
    create: count('create'),
    update: count('update'),
    unchanged: count('unchanged'),
    error: count('error'),
  };
  return { columns, rows: all, counts };
}

type Problem = PlannedRowModel['problems'][number];
type Read = Asked & { wrong: Problem | undefined };

const failed = (line: number, cells: PlannedRowModel['cells'], problem: Problem): PlannedRowModel => ({
  ...{ line, cells, action: 'error' as const, customerId: null, revision: null },
  changes: [],
  problems: [problem],
});

function readRow({ line, cells: texts }: CsvRow, columns: Columns): Read {
  const cells: Asked['cells'] = {};
  let customerId: string | null = null;
  let wrong: Problem | undefined;
  for (const [i, { holds }] of columns.entries()) {
    const text = texts[i]?.trim() ?? '';
    if (text === '' || holds === null) continue;
    if (holds !== 'id') {
      if (text.length > 10_000) wrong = { field: holds, message: 'This cell is too long.' };
      cells[holds] = text.slice(0, 10_000);
    } else if (/^cus_[0-9a-f]{32}$/.test(text)) customerId = uuidOf(text);
    else wrong = { field: 'id', message: 'An id begins with cus_. Leave it empty for a new customer.' };
  }
  return { line, customerId, cells, wrong };
}

/** Rows that speak of somebody whom an earlier row speaks of: which of them counts is not ours to guess. */
function repeatsIn(rows: readonly Read[]): Map<number, Problem> {
  const seen = new Map<string, number>();
  const repeats = new Map<number, Problem>();
  for (const { line, customerId, cells } of rows) {
    const mail = cells.email?.trim().toLowerCase();
    const marks = [...(customerId ? [`id ${customerId}`] : []), ...(mail ? [`mail ${mail}`] : [])];
    const before = marks.map((mark) => seen.get(mark)).find((found) => found !== undefined);
    if (before !== undefined)
      repeats.set(line, { field: 'email', message: `The same customer stands in line ${before} already.` });
    for (const mark of marks) if (!seen.has(mark)) seen.set(mark, line);
  }
  return repeats;
}

async function* customerPages(g: Gateway, who: Staff): AsyncGenerator<Row[]> {
  for (let after: string | null | undefined; after !== null; ) {
    const page: Exported = await g.client.query(
      directory.exportCustomers,
      { limit: 200, ...(after && { after }) },
      who,
    );
    yield page.customers.map(rowOf);
    after = page.next;
  }
}

/** In the order of `exportColumns`. */
function rowOf(customer: Exported['customers'][number]): Row {
  const { customerId, address, terms_days, tags, archived } = customer;
  return [
    shown('cus', customerId),
    customer.name,
    customer.email,
    customer.phone,
    address?.line1 ?? null,
    address?.line2 ?? null,
    address?.city ?? null,
    address?.region ?? null,
    address?.postcode ?? null,
    address?.country ?? null,
    customer.currency,
    terms_days,
    customer.language,
    customer.taxNumber,
    customer.poNumber,
    tags.join(', '),
    customer.notes,
    archived ? 'yes' : 'no',
    customer.createdOn,
  ];
}
