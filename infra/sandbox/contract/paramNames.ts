import type { ObjectShape, Shape } from './shape.ts';

/**
 * The parameter names that a shape declares, nested ones in form notation: `customer`, `shipping[address][line1]`,
 * `items[][price]`, and `metadata[*]` for a dictionary.
 */
export function paramNames(shape: Shape): Set<string> {
  const names = new Set<string>();
  collect(shape, '', [], names);
  return names;
}

function collect(shape: Shape, prefix: string, within: readonly ObjectShape[], names: Set<string>): void {
  for (const element of shape.arrays) collect(element, `${prefix}[]`, within, names);
  for (const record of shape.records) {
    names.add(`${prefix}[*]`);
    collect(record, `${prefix}[*]`, within, names);
  }
  for (const object of shape.objects) {
    // A type that holds itself would never end.
    if (within.includes(object)) continue;
    for (const [key, property] of object.properties()) {
      const name = prefix === '' ? key : `${prefix}[${key}]`;
      names.add(name);
      collect(property.shape(), name, [...within, object], names);
    }
  }
}
