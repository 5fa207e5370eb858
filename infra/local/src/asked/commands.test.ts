import { newId } from '@purser/message';
import { expect, test } from 'vitest';
import { understand } from './commands.ts';

const tenant = newId();

test.each([
  ['autopay', '--dry-run', '--tenant', tenant],
  ['autopay', '--tenant', tenant, '--dry-run', '--json'],
  ['prove', '--tenant', tenant, '--from', '2026-01-01', '--to', '2026-01-31'],
])('is understood: %s %s', (...args) => {
  expect(understand(args)).toBeTypeOf('function');
});

test.each([
  [[]],
  [['charge']],
  // Without it a run would be meant, and none is begun from here.
  [['autopay', '--tenant', tenant]],
  [['autopay', '--dry-run']],
  [['autopay', '--dry-run', '--tenant', 'northwind']],
  [['autopay', '--dry-run', '--tenant', tenant, '--now']],
  [['prove', '--tenant', tenant, '--from', '2026-02-01', '--to', '2026-01-31']],
  [['prove', '--tenant', tenant, '--from', '2026-01-01', '--to', '2026-01-31', '--mode', 'real']],
])('is not understood: %j', (args) => {
  expect(understand(args)).toBeUndefined();
});
