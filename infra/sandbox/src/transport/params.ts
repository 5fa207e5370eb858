import { invalidParam } from './errors.ts';
import type { Raw, RawParts } from './form.ts';

/** Reads one parameter; `name` is its full name as the caller wrote it, for the error. */
export type Parse<T> = (raw: Raw, name: string) => T;

export type Fields = Record<string, Parse<unknown>>;
export type Read<F extends Fields> = { [K in keyof F]?: ReturnType<F[K]> };
export type ReadAll<F extends Fields> = { [K in keyof F]: ReturnType<F[K]> };

const plain = (raw: Raw, name: string): string => {
  if (typeof raw !== 'string') throw invalidParam(name, `Invalid string: ${JSON.stringify(raw)}`);
  return raw;
};

/** Text that cannot be unset. */
export const text: Parse<string> = (raw, name) => {
  const value = plain(raw, name);
  if (value.trim() !== '') return value;
  throw invalidParam(
    name,
    `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however '${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`,
    'parameter_invalid_empty',
  );
};

export const integer: Parse<number> = (raw, name) => {
  const value = text(raw, name);
  if (/^-?\d{1,15}$/.test(value)) return Number(value);
  throw invalidParam(name, `Invalid integer: ${value}`, 'parameter_invalid_integer');
};

export const flag: Parse<boolean> = (raw, name) => {
  const value = text(raw, name);
  if (value === 'true' || value === 'false') return value === 'true';
  throw invalidParam(name, `Invalid boolean: ${value}`);
};

const choices = (values: readonly string[]): string =>
  values.length < 2
    ? values.join('')
    : `${values.slice(0, -1).join(', ')}${values.length > 2 ? ',' : ''} or ${values.at(-1)}`;

export function oneOf<const T extends string>(...values: T[]): Parse<T> {
  return (raw, name) => {
    const value = text(raw, name);
    const found = values.find((candidate) => candidate === value);
    if (found === undefined) throw invalidParam(name, `Invalid ${name}: must be one of ${choices(values)}`);
    return found;
  };
}

/** An empty value unsets: read as null. */
export const clearable =
  <T>(inner: Parse<T>): Parse<T | null> =>
  (raw, name) =>
    raw === '' ? null : inner(raw, name);

export const listOf =
  <T>(inner: Parse<T>, max = 1000): Parse<T[]> =>
  (raw, name) => {
    if (raw === '') return [];
    if (typeof raw === 'string') throw invalidParam(name, 'Invalid array');
    const values = Object.entries(raw).map(([index, value]) => inner(value, `${name}[${index}]`));
    if (values.length > max) throw invalidParam(name, `Array ${name} exceeded maximum ${max} allowed elements.`);
    return values;
  };

const partsOf = (raw: Raw, name: string): RawParts => {
  if (typeof raw === 'string') throw invalidParam(name, 'Invalid object', 'parameter_invalid_empty');
  return raw;
};

/** Named parameters: `required` must be there, others may, the rest is refused. */
export function shape<R extends Fields, O extends Fields>(required: R, optional: O): Parse<ReadAll<R> & Read<O>> {
  const known: Fields = { ...optional, ...required };
  return (raw, prefix) => {
    const parts = partsOf(raw, prefix);
    const full = (name: string) => (prefix === '' ? name : `${prefix}[${name}]`);
    refuseUnknown(
      Object.keys(parts)
        .filter((name) => known[name] === undefined)
        .map(full),
    );
    for (const name of Object.keys(required)) {
      if (parts[name] === undefined)
        throw invalidParam(full(name), `Missing required param: ${full(name)}.`, 'parameter_missing');
    }
    const read = Object.entries(parts).map(([name, value]) => [name, known[name]?.(value, full(name))]);
    return Object.fromEntries(read);
  };
}

function refuseUnknown(names: string[]): void {
  const [first] = names;
  if (first === undefined) return;
  throw invalidParam(
    first,
    `Received unknown parameter${names.length > 1 ? 's' : ''}: ${names.join(', ')}`,
    'parameter_unknown',
  );
}

/** Only optional parameters. */
export const optional = <O extends Fields>(fields: O): Parse<Read<O>> => shape({}, fields);

/** Parameters of the real API that the sandbox does not play: it says so instead of ignoring them. */
export function notSimulated<const N extends string>(...names: N[]): Record<N, Parse<never>> {
  const refuse: Parse<never> = (_raw, name) => {
    throw invalidParam(name, `The sandbox does not simulate the parameter ${name}.`, 'sandbox_not_simulated');
  };
  return names.reduce((fields, name) => Object.assign(fields, { [name]: refuse }), Object.create(null));
}
