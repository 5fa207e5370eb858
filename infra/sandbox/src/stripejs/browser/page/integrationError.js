/** What the page's author did wrong, thrown as the real script throws it. */
export class IntegrationError extends Error {
  /** @override */
  name = 'IntegrationError';
}

/** @type {(what: string) => IntegrationError} */
export const notSimulated = (what) => new IntegrationError(`The sandbox does not simulate ${what}.`);

/**
 * The fields of an options object, none of which may be unknown.
 * @param {unknown} value
 * @param {string} name
 * @param {readonly string[]} known
 * @returns {Record<string, unknown>}
 */
export function optionsIn(value, name, known) {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null) throw new IntegrationError(`${name} must be an object.`);
  const given = Object.entries(value).filter(([, field]) => field !== undefined);
  const stray = given.find(([field]) => !known.includes(field));
  if (stray) throw notSimulated(`${name}.${stray[0]}`);
  return Object.fromEntries(given);
}

/** @type {(value: unknown, name: string) => string | undefined} */
export const textIn = (value, name) => {
  if (value === undefined || value === null || typeof value === 'string') return value ?? undefined;
  throw new IntegrationError(`${name} must be a string.`);
};
