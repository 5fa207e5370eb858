import type { Reply, XeroCall } from './call.ts';
import { envelope } from './envelope.ts';
import { unreadableQuery } from './errors.ts';
import { whereClause } from './where.ts';

/** Values of a list parameter, given once with commas or many times, with or without `[]`. */
export const valuesOf = (query: URLSearchParams, name: string): string[] | undefined => {
  const given = [...query.getAll(name), ...query.getAll(`${name}[]`)];
  return given.length === 0 ? undefined : given.flatMap((value) => value.split(',')).map((value) => value.trim());
};

function wholeIn(query: URLSearchParams, name: string, max: number): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > max) throw unreadableQuery(`${name} must be from 1 to ${max}`);
  return value;
}

const fieldOf = (item: object, name: string): unknown => new Map<string, unknown>(Object.entries(item)).get(name);

function ordered<T extends object>(items: T[], order: string | null, fields: readonly string[]): T[] {
  if (order === null) return items;
  const [, name = '', direction = 'ASC'] = /^(\w+)(?:\s+(ASC|DESC))?$/i.exec(order.trim()) ?? [];
  if (!fields.includes(name)) throw unreadableQuery(`The sandbox cannot order by '${order}'`);
  const sign = direction.toUpperCase() === 'DESC' ? -1 : 1;
  const key = (item: T): string | number => {
    const value = fieldOf(item, name);
    return typeof value === 'number' ? value : String(value ?? '').toLowerCase();
  };
  return items.toSorted((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0));
}

/**
 * Answers a list: `where` and `order` over these fields, then a page when one is asked for (100 a page unless told).
 * `whole` says how an item looks on a page; without a page it looks as `items` gives it.
 */
export function listReply<T extends object>(
  call: XeroCall,
  name: string,
  items: readonly T[],
  fields: readonly string[],
  whole: (item: T) => object = (item) => item,
): Reply {
  const where = call.query.get('where');
  const matching = where === null || where === '' ? [...items] : items.filter(whereClause(where, fields));
  const sorted = ordered(matching, call.query.get('order'), fields);
  const page = wholeIn(call.query, 'page', 1_000_000);
  const pageSize = wholeIn(call.query, 'pageSize', 1_000) ?? 100;
  if (page === undefined) return envelope(call, name, sorted);
  const shown = sorted.slice((page - 1) * pageSize, page * pageSize).map(whole);
  const pagination = { page, pageSize, pageCount: Math.ceil(sorted.length / pageSize), itemCount: sorted.length };
  return envelope(call, name, shown, { pagination });
}
