import { expect, test } from 'vitest';
import { traceFrom, traceTo } from './trace.ts';

const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

test("work is a span of its own under the sender's, in the sender's trace", () => {
  const trace = traceFrom(parent);
  expect(trace).toMatchObject({ traceId: '0af7651916cd43dd8448eb211c80319c', parentId: 'b7ad6b7169203331' });
  expect(trace.spanId).not.toBe(trace.parentId);
  expect(traceTo(trace)).toBe(`00-${trace.traceId}-${trace.spanId}-01`);
});

test.each([undefined, '', 'junk', `${parent}00`, parent.toUpperCase()])('%s begins a new trace', (given) => {
  const trace = traceFrom(given);
  expect(trace.parentId).toBeNull();
  expect(traceTo(trace)).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
});
