import type { Kind } from '../kinds.ts';
import { numberOf, type Row, textOf } from '../store/open.ts';
import type { Call } from '../world.ts';
import type { TimeRange } from './common.ts';
import { type Answer, ok } from './endpoint.ts';
import { invalidParam, noSuch } from './errors.ts';

/** What a list was asked for. */
export interface PageParams {
  limit?: number;
  starting_after?: string;
  ending_before?: string;
  created?: TimeRange;
  expand?: string[];
}

/** A condition on the listed rows: SQL with `?`, and its values. */
export interface Condition {
  sql: string;
  values: (string | number)[];
}

/** The condition that a field of the body has this value; none without one. */
export const has = (field: string, value: string | undefined): Condition[] =>
  value === undefined ? [] : [{ sql: `json_extract(body, '$.${field}') = ?`, values: [value] }];

interface Listing {
  table: 'objects' | 'events';
  kind: Kind | 'event';
  /** The resource's word in errors. */
  noun: string;
  conditions: Condition[];
}

const operators = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** The conditions that a time, as SQL, lies in a range. */
export function inRange(time: string, range: TimeRange | undefined): Condition[] {
  if (!range) return [];
  const conditions: Condition[] = [];
  for (const bound of ['gt', 'gte', 'lt', 'lte'] as const) {
    const value = range[bound];
    if (value !== undefined) conditions.push({ sql: `${time} ${operators[bound]} ?`, values: [value] });
  }
  return conditions;
}

function cursorSeq(call: Call, listing: Listing, id: string, param: string): number {
  const ofKind = listing.table === 'objects' ? ' AND kind = ?' : '';
  const values = listing.table === 'objects' ? [id, call.account, listing.kind] : [id, call.account];
  const row = call.world.db
    .sql(`SELECT seq FROM ${listing.table} WHERE id = ? AND account = ?${ofKind}`)
    .get(...values);
  if (!row) throw noSuch(listing.noun, id, param);
  return numberOf(row.seq);
}

function cursorCondition(call: Call, listing: Listing, params: PageParams): Condition[] {
  const { starting_after: after, ending_before: before } = params;
  if (after !== undefined && before !== undefined) {
    throw invalidParam('starting_after', 'You cannot use both starting_after and ending_before.');
  }
  if (after !== undefined) return [{ sql: 'seq < ?', values: [cursorSeq(call, listing, after, 'starting_after')] }];
  if (before !== undefined) return [{ sql: 'seq > ?', values: [cursorSeq(call, listing, before, 'ending_before')] }];
  return [];
}

/** One page of rows, newest first. */
function rowsOf(call: Call, listing: Listing, params: PageParams): { rows: Row[]; hasMore: boolean } {
  const limit = params.limit ?? 10;
  const conditions = [
    { sql: 'account = ?', values: [call.account] },
    ...listing.conditions,
    ...inRange('created', params.created),
    ...cursorCondition(call, listing, params),
  ];
  const backwards = params.ending_before !== undefined;
  const where = conditions.map((condition) => condition.sql).join(' AND ');
  const rows = call.world.db
    .sql(`SELECT id, body FROM ${listing.table} WHERE ${where} ORDER BY seq ${backwards ? 'ASC' : 'DESC'} LIMIT ?`)
    .all(...conditions.flatMap((condition) => condition.values), limit + 1);
  const page = rows.slice(0, limit);
  return { rows: backwards ? page.reverse() : page, hasMore: rows.length > limit };
}

/** Answers a list of stored objects. `show` turns a stored body into what the caller may see. */
export function listAnswer(
  call: Call,
  listing: Listing,
  params: PageParams,
  show: (body: object, id: string) => object = (body) => body,
): Answer {
  const { rows, hasMore } = rowsOf(call, listing, params);
  const data = rows.map((row) => show(JSON.parse(textOf(row.body)), textOf(row.id)));
  return ok(listing.kind, { object: 'list', data, has_more: hasMore, url: call.url }, params.expand);
}

/** Lists objects of a kind; a filter without a value is left out. */
export function listObjects(
  call: Call,
  kind: Kind,
  filters: { customer?: string | undefined; reference?: string | undefined; also?: Condition[] },
  params: PageParams,
): Answer {
  const conditions: Condition[] = [
    { sql: 'kind = ?', values: [kind] },
    { sql: 'deleted = 0', values: [] },
    ...(filters.customer === undefined ? [] : [{ sql: 'customer = ?', values: [filters.customer] }]),
    ...(filters.reference === undefined ? [] : [{ sql: 'reference = ?', values: [filters.reference] }]),
    ...(filters.also ?? []),
  ];
  return listAnswer(call, { table: 'objects', kind, noun: nounOf(kind), conditions }, params);
}

/** How errors call an object of a kind: `No such payment_intent: 'pi_…'`, but `No such PaymentMethod: 'pm_…'`. */
const nounOf = (kind: Kind): string => (kind === 'payment_method' ? 'PaymentMethod' : kind);
