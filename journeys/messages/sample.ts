import fc from 'fast-check';
import { z } from 'zod';

type JsonSchema = {
  type?: string | string[];
  format?: string;
  pattern?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minItems?: number;
  minLength?: number;
  minimum?: number;
  maximum?: number;
};

export type SampleOptions = {
  /** Fields that may be left out: all are filled in, or none is. */
  optional: 'all' | 'none';
  /** Values for fields of these names, wherever they stand. */
  known?: Record<string, unknown>;
};

/** Texts with a meaning of their own, tried before one is made from the pattern. */
const sayings = [
  '#1f4fd8',
  'a'.repeat(64),
  'GBP',
  'GB',
  '20',
  '1',
  'sk_test_sample00',
  'pk_test_sample00',
  'whsec_sample00',
];
const formats: Record<string, string> = {
  email: 'ada@example.com',
  date: '2026-03-01',
  'date-time': '2026-03-01T10:00:00.000Z',
  uri: 'https://example.com',
  base64: 'iVBORw0KGgo=',
};

/** The same value each time, for the same schema: one that the schema accepts. @throws Error where none is known. */
export function sampleOf(schema: z.ZodType, options: SampleOptions): unknown {
  const counter = { ids: 0 };
  const made = value(z.toJSONSchema(schema, { io: 'input' }) as JsonSchema, '', options, counter);
  const read = schema.safeParse(made);
  if (!read.success) throw new Error(`the sample is not accepted: ${read.error.message}`);
  return made;
}

type Counter = { ids: number };

function value(schema: JsonSchema, path: string, options: SampleOptions, counter: Counter): unknown {
  const name = path.split('.').at(-1) ?? '';
  if (options.known && Object.hasOwn(options.known, name)) return options.known[name];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first) return value(first, path, options, counter);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return fields(schema, path, options, counter);
    case 'array':
      return items(schema, path, options, counter);
    case 'string':
      return text(schema, path, counter);
    case 'integer':
    case 'number':
      return Math.min(Math.max(100, schema.minimum ?? 0), schema.maximum ?? 100);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      throw new Error(`${path}: no sample is known for ${JSON.stringify(schema)}`);
  }
}

function fields({ properties, required }: JsonSchema, path: string, options: SampleOptions, counter: Counter): unknown {
  const wanted = Object.entries(properties ?? {}).filter(
    ([name]) => options.optional === 'all' || required?.includes(name),
  );
  return Object.fromEntries(wanted.map(([name, schema]) => [name, value(schema, `${path}.${name}`, options, counter)]));
}

function items({ items: each, minItems }: JsonSchema, path: string, options: SampleOptions, counter: Counter): unknown {
  const count = Math.max(minItems ?? 0, options.optional === 'all' ? 1 : 0);
  return Array.from({ length: count }, () => value(each ?? {}, `${path}.*`, options, counter));
}

function text({ format, pattern, minLength }: JsonSchema, path: string, counter: Counter): string {
  if (format === 'uuid') {
    counter.ids += 1;
    return `01977e9e-2c00-7000-8000-${counter.ids.toString(16).padStart(12, '0')}`;
  }
  const known = format && formats[format];
  if (known) return known;
  if (!pattern) return `${path.split('.').at(-1)}`.padEnd(minLength ?? 0, ' and so on');
  const expression = new RegExp(pattern);
  const said = sayings.find((each) => expression.test(each));
  return said ?? fc.sample(fc.stringMatching(expression), { seed: 1, numRuns: 1 })[0] ?? '';
}
