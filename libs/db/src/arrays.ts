import type { Sql } from './pool.ts';

/** Element and array types of PostgreSQL's own, by the ids that its catalogue gives them for ever (pg_type.dat). */
const arrayTypes: readonly [element: number, array: number][] = [
  [16, 1000], // bool
  [17, 1001], // bytea
  [20, 1016], // int8
  [21, 1005], // int2
  [23, 1007], // int4
  [25, 1009], // text
  [114, 199], // json
  [700, 1021], // float4
  [701, 1022], // float8
  [1043, 1015], // varchar
  [1082, 1182], // date
  [1114, 1115], // timestamp
  [1184, 1185], // timestamptz
  [1700, 1231], // numeric
  [2950, 2951], // uuid
  [3802, 3807], // jsonb
];

/**
 * Tells the driver how arrays are written and read. It would ask the server itself, on every new connection, and a
 * connection lost meanwhile would end the process: nobody awaits that question (postgres.js 3.4.9, fetchArrayTypes).
 */
export function knowArrays({ options }: Sql): void {
  for (const [element, array] of arrayTypes) {
    const [read, write] = [options.parsers[element], options.serializers[element]];
    options.parsers[array] = (text: string) => readArray(text, read);
    options.serializers[array] = (value: unknown) => (Array.isArray(value) ? writeArray(value, write) : value);
  }
}

function writeArray(values: readonly unknown[], write: ((value: unknown) => unknown) | undefined): string {
  const parts = values.map((value): string => {
    if (value === undefined) throw new TypeError('an array for the database holds undefined');
    if (value === null) return 'null';
    if (Array.isArray(value)) return writeArray(value, write);
    return `"${String(write ? write(value) : value).replace(/["\\]/g, '\\$&')}"`;
  });
  return `{${parts.join(',')}}`;
}

const element = /"((?:[^"\\]|\\.)*)"|[^{},"]+|[{}]/gs;

/** An array as PostgreSQL writes it: `{1,NULL,"a \"b\""}`, nested ones too. */
function readArray(text: string, read: ((text: string) => unknown) | undefined): unknown[] {
  const open: unknown[][] = [[]];
  // Bounds, as in `[0:1]={1,2}`, say nothing that an array of ours could hold.
  for (const [token, quoted] of text.slice(text.indexOf('{')).matchAll(element)) {
    const top = open.at(-1) ?? [];
    if (token === '{') {
      const inner: unknown[] = [];
      top.push(inner);
      open.push(inner);
    } else if (token === '}') open.pop();
    else if (quoted === undefined && token === 'NULL') top.push(null);
    else {
      const value = quoted === undefined ? token : quoted.replace(/\\(.)/gs, '$1');
      top.push(read ? read(value) : value);
    }
  }
  const [outer] = open[0] ?? [];
  return Array.isArray(outer) ? outer : [];
}
