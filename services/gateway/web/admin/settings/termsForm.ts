/** Whole days from 0 to 365; undefined for anything else. */
export function readTerms(text: string): number | undefined {
  const written = text.trim();
  if (!/^\d{1,3}$/.test(written)) return undefined;
  const days = Number(written);
  return days <= 365 ? days : undefined;
}

/** Every currency in use by its name, in the order of the codes. */
export function currencyOptions(codes: readonly string[]): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(['en-GB'], { type: 'currency' });
  return codes.toSorted().map((code) => ({ value: code, label: `${code}, ${names.of(code) ?? code}` }));
}
