import { readFileSync } from 'node:fs';

/** What the SDK we use declares of a resource. The package shows no path to it; it stands beside its entry. */
function declarations(resource: string): string {
  return readFileSync(new URL(`resources/${resource}.d.ts`, import.meta.resolve('stripe')), 'utf8');
}

/** Every type of snapshot event. */
export function declaredEventTypes(): string[] {
  return [...declarations('Events').matchAll(/^\s+type: '([a-z0-9_.]+)';/gm)].map(([, type = '']) => type);
}

/** Every type of thin event. */
export function declaredThinTypes(): string[] {
  const types = declarations('V2/Core/Events').matchAll(/^\s+type: '(v[12]\.[a-z0-9_.[\]]+)';/gm);
  return [...new Set([...types].map(([, type = '']) => type))];
}

/** Every status that objects of a resource may have. */
export function declaredStatuses(resource: string): string[] {
  const [, union = ''] = /^ {4}type Status = (.*);/m.exec(declarations(resource)) ?? [];
  return [...union.matchAll(/'([a-z_]+)'/g)].map(([, status = '']) => status);
}
