import type { z } from 'zod';
import type { Older } from './define.ts';

export type Parsed<T> =
  | { outcome: 'ok'; payload: T }
  | { outcome: 'unknownVersion' }
  | { outcome: 'invalid'; issues: { path: string; code: string; message: string }[] };

type Parsable<S extends z.ZodType> = { version: number; input: S; older?: Older };

/**
 * Reads a payload of any version still understood and brings it up to today's. A version from the future is not an
 * error: the message is parked until a reader of it is deployed.
 */
export function parsePayload<S extends z.ZodType>(
  spec: Parsable<S>,
  version: number,
  raw: unknown,
): Parsed<z.infer<S>> {
  let payload = raw;
  for (let v = version; v < spec.version; v++) {
    const older = spec.older?.[v];
    if (!older) return { outcome: 'unknownVersion' };
    const read = older.schema.safeParse(payload);
    if (!read.success) return { outcome: 'invalid', issues: issuesOf(read.error) };
    payload = older.upgrade(read.data);
  }
  if (version > spec.version) return { outcome: 'unknownVersion' };
  const read = spec.input.safeParse(payload);
  return read.success ? { outcome: 'ok', payload: read.data } : { outcome: 'invalid', issues: issuesOf(read.error) };
}

function issuesOf(error: z.ZodError): { path: string; code: string; message: string }[] {
  return error.issues.slice(0, 20).map(({ path, code, message }) => ({ path: path.join('.'), code, message }));
}
