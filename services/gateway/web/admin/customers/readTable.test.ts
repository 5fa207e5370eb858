import { expect, test } from 'vitest';
import type { PlannedRowModel } from '../../../src/api/models/customerImport.ts';
import { readTable, workOf } from './readTable.ts';

test('a table is read as UTF-8, and as a western spreadsheet wrote it where it is none', async () => {
  expect(await readTable(new Blob(['name\nSöhne']))).toEqual({ ok: true, text: 'name\nSöhne' });
  expect(await readTable(new Blob([new Uint8Array([0x53, 0xf6, 0x68])]))).toEqual({ ok: true, text: 'Söh' });
});

test.each([
  [new Uint8Array(0), 'empty'],
  [new Uint8Array([0x50, 0x4b, 3, 4]), 'no CSV'],
  [new Uint8Array([65, 0, 66, 0]), 'no CSV'],
  [new Uint8Array(10 * 1024 * 1024 + 1).fill(65), 'at most 10 MB'],
])('what is no table is refused, and why is said', async (bytes, problem) => {
  expect(await readTable(new Blob([bytes]))).toMatchObject({ ok: false, problem: expect.stringContaining(problem) });
});

const row = (line: number, action: PlannedRowModel['action']): PlannedRowModel => ({
  ...{ line, action, changes: [], problems: [], cells: { email: `${line}@example.com` } },
  customerId: action === 'create' || action === 'error' ? null : `cus_${'0'.repeat(32)}`,
  revision: action === 'create' || action === 'error' ? null : 1,
});

test('of a plan the new and the changed are sent, fifty at a time, and nothing else', () => {
  const rows = Array.from({ length: 120 }, (_, i) => row(i, i % 2 ? 'create' : 'update'));
  const pieces = workOf({ rows: [...rows, row(200, 'error'), row(201, 'unchanged')] });
  expect(pieces.map((piece) => piece.length)).toEqual([50, 50, 20]);
  expect(pieces.flat().map(({ line }) => line)).toEqual(rows.map(({ line }) => line));
});
