import { expect, test } from 'vitest';
import { shownStatus } from './serviceNames.ts';

test('what was put off and never tried is shown as waiting, and what failed before as it is', () => {
  expect(shownStatus('retrying', 0)).toBe('waiting');
  expect(shownStatus('retrying', 1)).toBe('retrying');
  expect(shownStatus('done', 0)).toBe('done');
});
