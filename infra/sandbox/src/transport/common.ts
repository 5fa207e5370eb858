import { invalidParam } from './errors.ts';
import type { RawParts } from './form.ts';
import { clearable, integer, listOf, oneOf, optional, type Parse, shape, text } from './params.ts';

/** A change of metadata: keys to set, keys to remove (null), or everything (the whole is null). */
export type MetadataChange = Record<string, string | null> | null;

const maxKeys = 50;
const maxKeyLength = 40;
const maxValueLength = 500;

function metadataEntry(key: string, value: RawParts[string] | undefined, name: string): [string, string | null] {
  const full = `${name}[${key}]`;
  if (typeof value !== 'string') throw invalidParam(full, 'Metadata values must be strings.');
  if (key.length > maxKeyLength)
    throw invalidParam(name, `Metadata keys can have up to ${maxKeyLength} characters: '${key}' is too long.`);
  if (value.length > maxValueLength)
    throw invalidParam(
      full,
      `Metadata values can have up to ${maxValueLength} characters, but you passed in a value that is ${value.length} characters.`,
    );
  return [key, value === '' ? null : value];
}

export const metadata: Parse<MetadataChange> = (raw, name) => {
  if (raw === '') return null;
  if (typeof raw === 'string') throw invalidParam(name, 'Invalid object');
  return Object.fromEntries(Object.entries(raw).map(([key, value]) => metadataEntry(key, value, name)));
};

/** What the metadata is after a change. */
export function mergeMetadata(
  before: Record<string, string>,
  change: MetadataChange | undefined,
): Record<string, string> {
  if (change === undefined) return before;
  if (change === null) return {};
  const after: Record<string, string> = { ...before };
  for (const [key, value] of Object.entries(change)) {
    if (value === null) delete after[key];
    else after[key] = value;
  }
  if (Object.keys(after).length > maxKeys) throw invalidParam('metadata', `Metadata can have up to ${maxKeys} keys.`);
  return after;
}

export const expand = listOf(text, 100);

/** Bounds on a unix time: one number, or `gt`, `gte`, `lt`, `lte`. */
export interface TimeRange {
  gt?: number;
  gte?: number;
  lt?: number;
  lte?: number;
}
const bounds = optional({ gt: integer, gte: integer, lt: integer, lte: integer });
export const timeRange: Parse<TimeRange> = (raw, name) => {
  if (typeof raw !== 'string') return bounds(raw, name);
  const at = integer(raw, name);
  return { gte: at, lte: at };
};

const limit: Parse<number> = (raw, name) => {
  const value = integer(raw, name);
  if (value < 1 || value > 100)
    throw invalidParam(
      name,
      `This value must be between 1 and 100 (you passed ${value}).`,
      'parameter_invalid_integer',
    );
  return value;
};

/** What every list takes. */
export const paging = { limit, starting_after: text, ending_before: text, expand };

const addressFields = {
  city: clearable(text),
  country: clearable(text),
  line1: clearable(text),
  line2: clearable(text),
  postal_code: clearable(text),
  state: clearable(text),
};
export const address = optional(addressFields);

type AddressRead = ReturnType<typeof address>;
/** An address with every part, absent ones null. */
export const wholeAddress = (read: AddressRead | null | undefined) => ({
  city: read?.city ?? null,
  country: read?.country ?? null,
  line1: read?.line1 ?? null,
  line2: read?.line2 ?? null,
  postal_code: read?.postal_code ?? null,
  state: read?.state ?? null,
});

export const shipping = shape({ address, name: text }, { carrier: text, phone: text, tracking_number: text });
type ShippingRead = ReturnType<typeof shipping>;
export const wholeShipping = (read: ShippingRead) => ({
  address: wholeAddress(read.address),
  carrier: read.carrier ?? null,
  name: read.name,
  phone: read.phone ?? null,
  tracking_number: read.tracking_number ?? null,
});

export const futureUsage = oneOf('off_session', 'on_session');
