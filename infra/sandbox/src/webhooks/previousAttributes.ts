const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What changed between two bodies, with the earlier values: only changed keys, inside objects too; arrays as a whole.
 * Undefined when nothing changed.
 */
export function previousAttributes(before: object, after: object): Record<string, unknown> | undefined {
  const changed: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const earlier: unknown = Reflect.get(before, key);
    const later: unknown = Reflect.get(after, key);
    if (isRecord(earlier) && isRecord(later)) {
      const inner = previousAttributes(earlier, later);
      if (inner) changed[key] = inner;
    } else if (JSON.stringify(earlier) !== JSON.stringify(later)) {
      changed[key] = earlier ?? null;
    }
  }
  return Object.keys(changed).length > 0 ? changed : undefined;
}
