import { uuidv7 } from 'uuidv7';

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A new UUIDv7, in lower case with dashes; later ids sort after earlier ones. */
export function newId(): string {
  return uuidv7();
}

export function isId(text: unknown): text is string {
  return typeof text === 'string' && pattern.test(text);
}

/** The platform's own tenant: what belongs to no single tenant, such as the people who work for them, is kept under it. */
export const platformTenant = '00000000-0000-4000-8000-000000000001';
