/** A request of an administrator that cannot be understood; answered 400 with its message. */
export class AdminError extends Error {
  readonly status: 400 | 403 | 404;
  constructor(message: string, status: 400 | 403 | 404 = 400) {
    super(message);
    this.status = status;
  }
}

/** The fields of a JSON object; an empty body has none. */
export function fieldsOf(body: string, known: readonly string[]): Map<string, unknown> {
  let value: unknown;
  try {
    value = body.trim() === '' ? {} : JSON.parse(body);
  } catch {
    throw new AdminError('the body is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new AdminError('the body must be a JSON object');
  const fields = new Map<string, unknown>(Object.entries(value));
  const stray = [...fields.keys()].filter((name) => !known.includes(name));
  if (stray.length > 0) throw new AdminError(`unknown: ${stray.join(', ')}; known: ${known.join(', ')}`);
  return fields;
}

export function numberIn(
  fields: Map<string, unknown>,
  name: string,
  max = Number.MAX_SAFE_INTEGER,
): number | undefined {
  const value = fields.get(name);
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0 || value > max)
    throw new AdminError(`${name} must be a number from 0 to ${max}`);
  return value;
}

/** A sum that says by its sign which way it goes; whole, and not nothing. */
export function signedIn(fields: Map<string, unknown>, name: string): number {
  const value = fields.get(name);
  if (typeof value === 'number' && Number.isSafeInteger(value) && value !== 0) return value;
  throw new AdminError(`${name} must be a whole number, below zero where it is taken`);
}

export function textIn(fields: Map<string, unknown>, name: string): string | undefined {
  const value = fields.get(name);
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value === '') throw new AdminError(`${name} must be text`);
  return value;
}

export function flagIn(fields: Map<string, unknown>, name: string): boolean | undefined {
  const value = fields.get(name);
  if (value === undefined || typeof value === 'boolean') return value;
  throw new AdminError(`${name} must be true or false`);
}
