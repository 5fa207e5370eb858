import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = import.meta.dirname;

/** What the sandbox does for Stripe's, by the numbers that titles of tests begin with; 34 to 41 are mostly of Stripe Billing, which it does not play. */
const numbers = [...Array.from({ length: 33 }, (_, i) => i + 1), ...Array.from({ length: 9 }, (_, i) => i + 42)];
const titles = /^.*\(?['"`](\d+(?:, \d+)*): \S/gm;

/** Which test files show a behaviour, by its number. */
function shownIn(): Map<number, Set<string>> {
  const shown = new Map<number, Set<string>>();
  for (const file of globSync('*.int.test.ts', { cwd: folder }).sort()) {
    const text = readFileSync(join(folder, file), 'utf8');
    for (const [, list = ''] of text.matchAll(titles))
      for (const number of list.split(',').map(Number))
        shown.set(number, (shown.get(number) ?? new Set()).add(file.slice(0, -'.int.test.ts'.length)));
  }
  return shown;
}

/** The table of the README: number, what it is, and the files after it. */
function told(): Map<number, string[]> {
  const readme = readFileSync(join(folder, '../README.md'), 'utf8');
  const rows = readme.matchAll(/^\| *(\d+) *\|[^|]*\|([^|]*)\|$/gm);
  return new Map(
    [...rows].map(([, number, files = '']) => [
      Number(number),
      files
        .split(',')
        .map((file) => file.trim())
        .filter(Boolean),
    ]),
  );
}

test('every behaviour of the list is shown by a test that bears its number, and the README says where', () => {
  const [shown, readme] = [shownIn(), told()];
  expect(numbers.filter((number) => !shown.has(number))).toEqual([]);
  for (const number of numbers)
    expect([number, ...(readme.get(number) ?? [])]).toEqual([number, ...(shown.get(number) ?? [])]);
});
