import { invalidRequest } from './errors.ts';
import type { Raw, RawParts } from './form.ts';

/**
 * The parameters of a second version's call, which come as JSON, in the form that a decoded form has.
 * @throws ApiError 400 for what is no JSON object
 */
export function decodeJson(text: string): RawParts {
  const parsed = parse(text);
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return partsOf(parsed);
  throw invalidRequest('Invalid request body: it must be a JSON object.');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const partsOf = (given: object): RawParts =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, rawOf(value)]));

const rawOf = (value: unknown): Raw =>
  typeof value === 'object' && value !== null ? partsOf(value) : value === null ? '' : String(value);
