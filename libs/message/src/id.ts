import { uuidv7 } from 'uuidv7';

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A new UUIDv7, in lower case with dashes; later ids sort after earlier ones. */
export function newId(): string {
  return uuidv7();
}

export function isId(text: unknown): text is string {
  return typeof text === 'string' && pattern.test(text);
}
