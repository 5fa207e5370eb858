/** A JSON schema in the form people read: `{ "amount": 12345, … }` with its types in place of values. */
export function schemaText(schema: unknown, indent = ''): string {
  if (!isRecord(schema)) return 'anything';
  const options = alternatives(schema);
  if (options) return options.map((each) => schemaText(each, indent)).join(' | ');
  if ('const' in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((each) => JSON.stringify(each)).join(' | ');
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  return types.map((type) => typeText(schema, type, indent)).join(' | ');
}

function typeText(schema: Record<string, unknown>, type: unknown, indent: string): string {
  if (type === 'object') return objectText(schema, indent);
  if (type === 'array') return `[${schemaText(schema.items, indent)}]`;
  if (type === 'string') return typeof schema.format === 'string' ? `string (${schema.format})` : 'string';
  return typeof type === 'string' ? type : 'anything';
}

function objectText({ properties, required, additionalProperties }: Record<string, unknown>, indent: string): string {
  const inner = `${indent}  `;
  if (!isRecord(properties) || Object.keys(properties).length === 0)
    return isRecord(additionalProperties) ? `{ [key]: ${schemaText(additionalProperties, indent)} }` : '{}';
  const needed = Array.isArray(required) ? required : [];
  const lines = Object.entries(properties).map(
    ([name, each]) => `${inner}${name}${needed.includes(name) ? '' : '?'}: ${schemaText(each, inner)}`,
  );
  return `{\n${lines.join('\n')}\n${indent}}`;
}

function alternatives({ anyOf, oneOf }: Record<string, unknown>): unknown[] | undefined {
  const found = anyOf ?? oneOf;
  return Array.isArray(found) ? found : undefined;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
