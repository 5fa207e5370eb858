import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoff_ms, fastTuning, productionTuning } from './tuning.ts';

test('a backoff doubles, stays between half and all of it, and never passes its cap', () => {
  const chance = fc.double({ min: 0, max: 0.999999, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), chance, (attempt, luck) => {
      const full = Math.min(300_000, 1000 * 2 ** Math.min(attempt - 1, 30));
      const wait = backoff_ms(attempt, 1000, 300_000, () => luck);
      expect(wait).toBeGreaterThanOrEqual(full / 2);
      expect(wait).toBeLessThanOrEqual(full);
    }),
  );
  expect([1, 2, 3].map((attempt) => backoff_ms(attempt, 1000, 300_000, () => 1))).toEqual([1000, 2000, 4000]);
});

test.each([
  ['production', productionTuning],
  ['fast', fastTuning],
])('in the %s profile times fit together', (_name, tuning) => {
  // An attempt at a stored message must be over, or given up, before another process takes it.
  expect(tuning.sweepGrace_ms).toBeLessThan(tuning.lease_ms);
  expect(tuning.backoffBase_ms).toBeLessThanOrEqual(tuning.backoffCap_ms);
  expect(tuning.parkBase_ms).toBeLessThanOrEqual(tuning.parkCap_ms);
  expect(tuning.parkCap_ms).toBeLessThan(tuning.parkAlarm_ms);
  expect(tuning.ackWait_ms).toBeLessThan(tuning.streamAge_ms);
  // A replay always meets the row that knows it.
  expect(tuning.streamAge_ms).toBeLessThan(tuning.outboxKeep_ms);
  expect(tuning.outboxKeep_ms).toBeLessThan(tuning.ledgerKeep_ms);
});
