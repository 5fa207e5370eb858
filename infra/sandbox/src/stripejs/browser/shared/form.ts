/** Nested parameters as the API's form wants them: `shipping[address][line1]`. Absent ones are left out. */
export function formOf(params: Record<string, unknown>, prefix = ''): [string, string][] {
  return Object.entries(params).flatMap(([name, value]): [string, string][] => {
    const full = prefix === '' ? name : `${prefix}[${name}]`;
    if (value === undefined || value === null) return [];
    if (typeof value === 'object') return formOf(Object.fromEntries(Object.entries(value)), full);
    return [[full, String(value)]];
  });
}
