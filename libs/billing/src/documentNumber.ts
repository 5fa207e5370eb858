/** How a document's number reads around its place in the series. `{YYYY}` and `{YY}` stand for the year of its date. */
export type NumberForm = {
  prefix: string;
  suffix: string;
  /** Digits at least; a longer number is written in full. */
  padding: number;
};

/** @example documentNumber({ prefix: 'NW-{YYYY}-', suffix: '', padding: 4 }, 2026, 12n) === 'NW-2026-0012' */
export function documentNumber({ prefix, suffix, padding }: NumberForm, year: number, place: bigint): string {
  return `${withYear(prefix, year)}${String(place).padStart(padding, '0')}${withYear(suffix, year)}`;
}

function withYear(text: string, year: number): string {
  const digits = String(year).padStart(4, '0');
  return text.replaceAll('{YYYY}', digits).replaceAll('{YY}', digits.slice(2));
}
