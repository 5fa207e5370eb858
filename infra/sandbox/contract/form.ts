/** A decoded form body: leaves are text, everything nested is an object, arrays are keyed 0, 1, ... */
export interface FormFields {
  [name: string]: string | FormFields;
}

/** Decodes `a[b]=1&expand[0]=x`; `expand[]=x` counts its elements up. Throws when one name is both text and nested. */
export function decodeForm(body: string): FormFields {
  const fields = emptyFields();
  for (const [name, value] of new URLSearchParams(body)) put(fields, stepsOf(name), value, name);
  return fields;
}

function stepsOf(name: string): string[] {
  const [first = '', ...rest] = name.split('[');
  return [first, ...rest.map((step) => step.replace(/\]$/, ''))];
}

function put(fields: FormFields, steps: readonly string[], value: string, name: string): void {
  const [first = '', ...rest] = steps;
  const key = first === '' ? String(Object.keys(fields).length) : first;
  if (rest.length === 0) {
    fields[key] = value;
    return;
  }
  fields[key] ??= emptyFields();
  const inner = fields[key];
  if (typeof inner === 'string') throw new Error(`the form gives ${name} both as text and nested`);
  put(inner, rest, value, name);
}

/** With Object.prototype out of the way, a parameter named `constructor` is a parameter. */
function emptyFields(): FormFields {
  return Object.create(null);
}
