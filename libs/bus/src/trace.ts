import { randomBytes } from 'node:crypto';

/** W3C trace context: where this work stands in the request that began it. */
export type Trace = { traceId: string; spanId: string; parentId: string | null };

const pattern = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;

const hex = (bytes: number) => randomBytes(bytes).toString('hex');

/** A span under the sender's, or the first of a new trace when there is none or it is malformed. */
export function traceFrom(traceparent: string | undefined): Trace {
  const [, traceId, parentId] = pattern.exec(traceparent ?? '') ?? [];
  if (!traceId || !parentId) return { traceId: hex(16), spanId: hex(8), parentId: null };
  return { traceId, spanId: hex(8), parentId };
}

/** What the receiver is told. */
export function traceTo(trace: Trace): string {
  return `00-${trace.traceId}-${trace.spanId}-01`;
}
