import { unreadableQuery } from './errors.ts';

type Literal = string | number | boolean | null;
type Condition = (value: unknown) => boolean;
interface Test {
  path: string[];
  holds: Condition;
}

const token =
  /[\s,]*(?:(&&|\band\b)|(\|\||\bor\b)|(==|!=|>=|<=|>|<|=)|(\.(?:Contains|StartsWith|EndsWith)\()|(guid\(|datetime\()|"((?:[^"\\]|\\.)*)"|(\)|\()|(-?\d+(?:\.\d+)?)\b|([A-Za-z]\w*(?:\.[A-Za-z]\w*)*(?=\s*(?:\.|==|!=|>=|<=|>|<|=|\)|&|\||$|\s))))/giy;

/** The parts of a filter, each as its kind and text. */
function tokensOf(text: string): { kind: string; text: string }[] {
  const kinds = ['and', 'or', 'compare', 'method', 'cast', 'string', 'paren', 'number', 'word'];
  const found: { kind: string; text: string }[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.trimEnd().length) {
    const start = token.lastIndex;
    const match = token.exec(text);
    if (!match) throw unreadableQuery(`Syntax error at position ${start} of the where clause`);
    const index = match.slice(1).findIndex((group) => group !== undefined);
    const value = match[index + 1] ?? '';
    found.push({ kind: kinds[index] ?? '', text: index === 5 ? value.replace(/\\(.)/g, '$1') : value });
  }
  return found;
}

const lower = (value: unknown): string => String(value ?? '').toLowerCase();

const timeOf = (value: unknown): number => Number(/^\/Date\((-?\d+)/.exec(String(value))?.[1] ?? Number.NaN);

function compares(operator: string, literal: Literal, isDate: boolean): Condition {
  const order = (value: unknown): number =>
    isDate ? timeOf(value) - Number(literal) : typeof literal === 'number' ? Number(value) - literal : 0;
  const equal: Condition = (value) => {
    if (literal === null) return value === undefined || value === null || value === '';
    if (isDate || typeof literal === 'number') return order(value) === 0;
    if (typeof literal === 'boolean') return (value === true) === literal;
    // Like the database behind the API: text is equal whatever its case.
    return lower(value) === literal.toLowerCase();
  };
  const known: Record<string, Condition> = {
    '==': equal,
    '=': equal,
    '!=': (value) => !equal(value),
    '>': (value) => order(value) > 0,
    '<': (value) => order(value) < 0,
    '>=': (value) => order(value) >= 0,
    '<=': (value) => order(value) <= 0,
  };
  return known[operator] ?? equal;
}

const methods: Record<string, (value: string, part: string) => boolean> = {
  '.contains(': (value, part) => value.includes(part),
  '.startswith(': (value, part) => value.startsWith(part),
  '.endswith(': (value, part) => value.endsWith(part),
};

/** One comparison at the front of the tokens. */
function testAt(tokens: { kind: string; text: string }[]): Test {
  const word = tokens.shift();
  if (word?.kind !== 'word') throw unreadableQuery('The where clause must name a field');
  const path = word.text.split('.');
  const operator = tokens.shift();
  const method = operator?.kind === 'method' ? methods[operator.text.toLowerCase()] : undefined;
  if (method) {
    const part = tokens.shift();
    if (part?.kind !== 'string' || tokens.shift()?.text !== ')')
      throw unreadableQuery('The call in the where clause is not complete');
    return { path, holds: (value) => method(lower(value), part.text.toLowerCase()) };
  }
  if (operator?.kind !== 'compare') throw unreadableQuery(`No comparison after ${word.text}`);
  const next = tokens.shift();
  if (next?.kind === 'cast') {
    const inner = next.text.toLowerCase() === 'guid(' ? guidAt(tokens) : dateAt(tokens);
    return { path, holds: compares(operator.text, inner, typeof inner === 'number') };
  }
  return { path, holds: compares(operator.text, literalOf(next), false) };
}

function literalOf(next: { kind: string; text: string } | undefined): Literal {
  if (next?.kind === 'string') return next.text;
  if (next?.kind === 'number') return Number(next.text);
  const words: Record<string, Literal> = { true: true, false: false, null: null };
  const word = next?.kind === 'word' ? words[next.text.toLowerCase()] : undefined;
  if (word === undefined) throw unreadableQuery('The where clause compares with something that is no value');
  return word;
}

function guidAt(tokens: { kind: string; text: string }[]): string {
  const text = tokens.shift();
  if (text?.kind !== 'string' || tokens.shift()?.text !== ')')
    throw unreadableQuery('The Guid in the where clause is not complete');
  return text.text;
}

function dateAt(tokens: { kind: string; text: string }[]): number {
  const text = tokens.splice(0, tokens.findIndex(({ text: one }) => one === ')') + 1).map((one) => one.text);
  const [, year, month, dayOfMonth] = /^(\d{4})[,-]?(\d{1,2})[,-]?(\d{1,2})/.exec(text.join(',')) ?? [];
  if (!year) throw unreadableQuery('The DateTime in the where clause is not complete');
  return Date.UTC(Number(year), Number(month) - 1, Number(dayOfMonth));
}

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (held, name) =>
      typeof held === 'object' && held !== null ? new Map<string, unknown>(Object.entries(held)).get(name) : undefined,
    value,
  );

/**
 * Reads a filter such as `EmailAddress=="a@b.c" AND ContactStatus=="ACTIVE"`: comparisons and Contains, StartsWith and
 * EndsWith, joined by AND, and those by OR. Only these fields may be named.
 * @throws XeroError 400 when it cannot be read; a quote inside a value is written `\"`.
 */
export function whereClause(text: string, fields: readonly string[]): (document: object) => boolean {
  const tokens = tokensOf(text);
  const either: Test[][] = [[]];
  for (;;) {
    const test = testAt(tokens);
    if (!fields.includes(test.path.join('.')))
      throw unreadableQuery(`No property or field '${test.path.join('.')}' exists that the sandbox can filter by`);
    either.at(-1)?.push(test);
    const joint = tokens.shift();
    if (!joint) break;
    if (joint.kind === 'or') either.push([]);
    else if (joint.kind !== 'and') throw unreadableQuery(`'${joint.text}' is not expected in the where clause`);
  }
  return (document) => either.some((every) => every.every(({ path, holds }) => holds(at(document, path))));
}
