import { expect, test } from 'vitest';
import { everyPage } from './everyPage.ts';

const listOf =
  (count: number) =>
  async ({ after }: { after?: string }) => {
    const from = Number(after ?? 0);
    const to = Math.min(from + 2, count);
    return { mails: Array.from({ length: to - from }, (_, i) => from + i), next: to < count ? String(to) : null };
  };

test.each([
  [0, [], false],
  [3, [0, 1, 2], false],
  [4, [0, 1, 2, 3], false],
  [5, [0, 1, 2, 3], true],
  [7, [0, 1, 2, 3], true],
])('of %i rows in pages of two, at most four are told, and whether that is all', async (count, rows, isCut) => {
  expect(await everyPage(listOf(count), 'mails', 4)).toEqual({ rows, isCut });
});

test('of an odd limit no row too many is told, and that some are left out', async () => {
  expect(await everyPage(listOf(4), 'mails', 3)).toEqual({ rows: [0, 1, 2], isCut: true });
});
