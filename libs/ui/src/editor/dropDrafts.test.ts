import { afterEach, expect, test, vi } from 'vitest';
import { dropDrafts } from './useDraftMemory.ts';

afterEach(() => vi.unstubAllGlobals());

test('all drafts are forgotten, and nothing else', () => {
  const kept = ['purser.draft.ten_1.new', 'purser.theme', 'purser.draft.ten_1.inv_2'];
  vi.stubGlobal('localStorage', {
    get length() {
      return kept.length;
    },
    key: (at: number) => kept[at] ?? null,
    removeItem: (place: string) => void kept.splice(kept.indexOf(place), 1),
  });
  dropDrafts();
  expect(kept).toEqual(['purser.theme']);
});

test('a browser that keeps nothing lets one leave all the same', () => {
  vi.stubGlobal('localStorage', undefined);
  expect(dropDrafts).not.toThrow();
});
