import { expect, test } from 'vitest';
import { matches } from './useKey.ts';

const pressed = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

test('control and command are the same key', () => {
  expect(matches('mod+k', pressed('k', { ctrlKey: true }))).toBe(true);
  expect(matches('mod+k', pressed('K', { metaKey: true }))).toBe(true);
  expect(matches('mod+k', pressed('k'))).toBe(false);
});

test("a plain key leaves the browser's own combinations alone", () => {
  expect(matches('j', pressed('j'))).toBe(true);
  expect(matches('j', pressed('j', { ctrlKey: true }))).toBe(false);
  expect(matches('?', pressed('?'))).toBe(true);
  expect(matches('/', pressed('/', { altKey: true }))).toBe(false);
});
