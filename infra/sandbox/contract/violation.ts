/** One way in which a value departs from the contract. */
export interface Violation {
  /** Where: `items.data[0].price.unit_amount`; empty for the value itself. */
  readonly path: string;
  readonly message: string;
}

/** Appends a property or an index to a path. */
export function below(path: string, step: string | number): string {
  if (typeof step === 'number') return `${path}[${step}]`;
  return path === '' ? step : `${path}.${step}`;
}

/** Of several readings of one value, the one that finds least at fault: what was most likely meant. */
export function fewest(attempts: readonly Violation[][]): Violation[] {
  return attempts.reduce((best, attempt) => (attempt.length < best.length ? attempt : best), attempts[0] ?? []);
}
