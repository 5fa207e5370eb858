import { scaled } from '../decimal.ts';
import { unreadable } from './errors.ts';

/** The fields of one object of a body, and what was found wrong with them so far. */
export interface Fields {
  values: Map<string, unknown>;
  problems: string[];
}

/** What Xero works out itself and ignores when it is sent. */
const computed = [
  'HasErrors',
  'HasValidationErrors',
  'HasAttachments',
  'StatusAttributeString',
  'ValidationErrors',
  'Warnings',
  'UpdatedDateUTC',
];

/**
 * Reads an object that may have these fields. A field the sandbox does not play is refused by name, although Xero would
 * ignore one it does not know: a misspelt field must not pass unseen.
 */
export function fieldsOf(
  value: unknown,
  what: string,
  known: readonly string[],
  ignored: readonly string[] = [],
  problems: string[] = [],
): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw unreadable(`${what} must be an object`);
  const values = new Map<string, unknown>(
    Object.entries(value).filter(([, held]) => held !== null && held !== undefined),
  );
  for (const name of [...values.keys()]) {
    if (ignored.includes(name) || computed.includes(name)) values.delete(name);
    else if (!known.includes(name))
      throw unreadable(`sandbox_not_simulated: ${what}.${name}; known: ${known.join(', ')}`);
  }
  return { values, problems };
}

export const has = (fields: Fields, name: string): boolean => fields.values.has(name);

/** Text of at most so many characters; a number is taken as its text, as Xero does. */
export function textIn(fields: Fields, name: string, max = 255): string | undefined {
  const value = fields.values.get(name);
  if (value === undefined) return undefined;
  if (typeof value !== 'string' && typeof value !== 'number') throw unreadable(`${name} must be text`);
  const text = String(value);
  if (text.length > max) fields.problems.push(`The field ${name} must not be longer than ${max} characters.`);
  return text;
}

/** A decimal as a count of its last place; halves are rounded away from zero. */
export function countIn(fields: Fields, name: string, places: number): number | undefined {
  const value = fields.values.get(name);
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) throw unreadable(`${name} must be a number`);
  const count = Number(scaled(number, places));
  if (Number.isSafeInteger(count)) return count;
  fields.problems.push(`The value of ${name} is too large.`);
  return 0;
}

export function flagIn(fields: Fields, name: string): boolean | undefined {
  const value = fields.values.get(name);
  if (value === undefined || typeof value === 'boolean') return value;
  throw unreadable(`${name} must be true or false`);
}

/** A date as `YYYY-MM-DD`; Xero takes ISO dates, with a time that it drops, and its own form of milliseconds. */
export function dateIn(fields: Fields, name: string): string | undefined {
  const value = fields.values.get(name);
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw unreadable(`${name} must be a date`);
  const [, milliseconds] = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/.exec(value) ?? [];
  const day =
    milliseconds === undefined ? value.slice(0, 10) : new Date(Number(milliseconds)).toISOString().slice(0, 10);
  const known = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
  if (!known || new Date(day).toISOString().slice(0, 10) !== day) throw unreadable(`${name} is not a valid date`);
  return day;
}

export function oneOf<T extends string>(fields: Fields, name: string, allowed: readonly T[]): T | undefined {
  const value = fields.values.get(name);
  if (value === undefined) return undefined;
  const found = allowed.find((one) => one.toLowerCase() === String(value).toLowerCase());
  if (found === undefined) fields.problems.push(`'${String(value)}' is not a valid value for ${name}.`);
  return found;
}

export function listIn(fields: Fields, name: string): unknown[] | undefined {
  const value = fields.values.get(name);
  if (value === undefined || Array.isArray(value)) return value;
  throw unreadable(`${name} must be a list`);
}
