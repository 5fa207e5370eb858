import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostRows, readCsv } from '../src/api/readCsv.ts';
import { columnsOf } from '../src/api/views/importColumns.ts';
import { csvLine } from '../src/documents/csv.ts';

const cells = (text: string) => readCsv(text).rows.map((row) => row.cells);

test('what we write is read back as it was, formulas and all', () => {
  const cell = fc.oneof(
    fc.string(),
    fc.constantFrom('=1+1', '+44 20', '-3', '@x', '\t=1', 'a"b', 'a,b;c', 'x\r\ny', "'", "'=", "''\t"),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 1 }), (rows) => {
      expect(cells([['a', 'b', 'c'], ...rows].map(csvLine).join(''))).toEqual(rows);
    }),
  );
});

test.each([
  ['commas', 'a,b\n1,2\n'],
  ['semicolons', 'a;b\r\n1;2'],
  ['tabs', 'a\tb\r1\t2\r'],
  ['a byte order mark', '\uFEFFa,b\r\n1,2\r\n'],
  ['empty rows', 'a,b\n\n1,2\n,\n   ,\n'],
  ['quotes', '"a","b"\n"1","2"'],
  ['other signs within quotes in the head', '"a;;;",b\n1,2'],
])('a file with %s is read', (_, text) => {
  expect(cells(text)).toEqual([['1', '2']]);
});

test.each([
  ['', 'Line 1: The file is empty.'],
  ['a,b\n1,"2', 'Line 2: A quote is opened here and never closed.'],
  ['a,b\n1,"2" x', 'Line 2: Text stands after a closing quote.'],
  ['a,b\n1,2"3', 'Line 2: A quote stands inside'],
  ['a,b\n1,2\n1,2,3', 'Line 3: This row has 3 cells and the head has 2.'],
  ['a,b\n"1\n1",2\n3', 'Line 4: This row has 1 cells'],
  [`${','.repeat(200)}\n`, 'A row has 100 cells at most.'],
])('what is no table is refused with its line: %j', (text, message) => {
  expect(() => readCsv(text)).toThrow(message);
});

test('ten thousand rows are read, and one more is refused', () => {
  const rows = 'x,y\n'.repeat(mostRows);
  expect(readCsv(`a,b\n${rows}`).rows).toHaveLength(mostRows);
  expect(() => readCsv(`a,b\n${rows}x,y`)).toThrow('10000 rows at most');
});

test('columns are known by name, whatever its case and blanks; the others are left out', () => {
  expect(columnsOf(['Email', 'Tax Number', 'po_number', 'Shoe size'], undefined).map(({ holds }) => holds)).toEqual([
    ...['email', 'taxNumber', 'poNumber'],
    null,
  ]);
  expect(columnsOf(['Kunde', 'Post'], ['name', 'email']).map(({ holds }) => holds)).toEqual(['name', 'email']);
});

test.each([
  [['email', 'E-Mail'], undefined, 'Two columns hold email'],
  [['name'], undefined, 'No column is named email or id'],
  [['a', 'b'], ['email' as const], 'The file has 2 columns, and 1 were described.'],
])('columns that make no sense are refused: %j', (head, said, message) => {
  expect(() => columnsOf(head, said)).toThrow(message);
});
