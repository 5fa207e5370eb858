import * as models from 'xero-node';

/** What real answers carry beside the fields of the models: the envelope, and days written out. */
const beside = ['Id', 'Status', 'ProviderName', 'DateTimeUTC', 'DateString', 'DueDateString', 'StatusAttributeString'];

interface Attribute {
  baseName: string;
  type: string;
}

const held = new Map<string, unknown>(Object.entries(models));

/** The fields of a model, or undefined when the name is not one's. */
function fieldsOf(name: string): Attribute[] | undefined {
  const model = held.get(name);
  if (typeof model !== 'function' || !('attributeTypeMap' in model) || !Array.isArray(model.attributeTypeMap))
    return undefined;
  return model.attributeTypeMap;
}

/** The values of an enumeration such as `Invoice.TypeEnum` or `CurrencyCode`. */
function valuesOf(name: string): unknown[] | undefined {
  const found = name
    .split('.')
    .reduce<unknown>(
      (at, part) =>
        at === undefined
          ? held.get(part)
          : (typeof at === 'object' || typeof at === 'function') && at !== null
            ? Object.getOwnPropertyDescriptor(at, part)?.value
            : undefined,
      undefined,
    );
  return typeof found === 'object' && found !== null ? Object.values(found) : undefined;
}

const plain: Record<string, (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  Date: (value) => typeof value === 'string' && /^\/Date\(-?\d+([+-]\d{4})?\)\/$/.test(value),
};

/**
 * Holds a JSON value to a type of the official client: every field must be one the model has, of its type.
 * Returns what is wrong, each with its path.
 */
export function faultsOf(value: unknown, type: string, path = type): string[] {
  const list = /^Array<(.+)>$/.exec(type)?.[1];
  if (list !== undefined)
    return Array.isArray(value)
      ? value.flatMap((item, index) => faultsOf(item, list, `${path}[${index}]`))
      : [`${path} is no list`];
  const isPlain = plain[type];
  if (isPlain) return isPlain(value) ? [] : [`${path} is no ${type}: ${JSON.stringify(value)}`];
  const fields = fieldsOf(type);
  if (fields) {
    if (typeof value !== 'object' || value === null) return [`${path} is no object`];
    return Object.entries(value).flatMap(([name, inner]) => {
      const field = fields.find(({ baseName }) => baseName === name);
      if (field) return faultsOf(inner, field.type, `${path}.${name}`);
      return beside.includes(name) ? [] : [`${path}.${name} is in no ${type}`];
    });
  }
  const allowed = valuesOf(type);
  if (!allowed) return [`${path}: the client has no type ${type}`];
  return allowed.includes(value) ? [] : [`${path} is no ${type}: ${JSON.stringify(value)}`];
}
