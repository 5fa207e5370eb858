import { setImmediate as tick } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { csvAnswer, csvLine, figure, type Row } from './csv.ts';

const config = { publicUrl: new URL('http://purser.example') };

test.each([
  ['=HYPERLINK("http://evil.example")', `"'=HYPERLINK(""http://evil.example"")"`],
  ['+441234', `"'+441234"`],
  ['-2+3', `"'-2+3"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  [' =1+1', `"' =1+1"`],
  ['\tx', `"'\tx"`],
  ['\rx', `"'\rx"`],
  ['\t=1+1', `"'\t=1+1"`],
  ['|calc', `"'|calc"`],
  ['%0A', `"'%0A"`],
])('a text that a spreadsheet would reckon with is text: %j', (text, written) => {
  expect(csvLine([text])).toBe(`${written}\r\n`);
});

test.each(['Ada & Sons, Ltd', 'say "yes"', 'two\r\nlines', 'Müller–Ä'])('a name comes out as it is: %j', (text) => {
  expect(csvLine([text])).toBe(`"${text.replaceAll('"', '""')}"\r\n`);
});

test('an amount below zero stays a number, in the decimals of its currency; nothing is an empty cell', () => {
  const row = [figure(-1250, 'GBP'), figure(5, 'JPY'), figure(1, 'KWD'), -7, null];
  expect(csvLine(row)).toBe('-12.50,5,0.001,-7,\r\n');
  expect(csvLine([{ figure: '=1' }])).toBe(`"'=1"\r\n`);
});

test('a table is written as it is read: a page is asked for when the one before it was taken', async () => {
  const read: number[] = [];
  const pages = async function* (): AsyncGenerator<Row[]> {
    for (const page of [1, 2, 3, 4, 5]) {
      read.push(page);
      // A page that holds nothing is no end.
      yield page === 2 ? [] : [[page]];
    }
  };
  const answer = await csvAnswer({ config }, 'things', { head: ['n'], pages: pages() });
  expect(read).toEqual([1]);
  const reader = answer.body?.getReader();
  const chunks = [await reader?.read(), await reader?.read()].map((chunk) =>
    Buffer.from(chunk?.value ?? []).toString(),
  );
  expect(chunks).toEqual(['\ufeff"n"\r\n1\r\n', '3\r\n']);
  await tick();
  expect(read).not.toContain(5);
  await reader?.cancel();
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="things.csv"');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
});

test('a table with no rows is its head', async () => {
  const answer = await csvAnswer({ config }, 'none', { head: ['n'], pages: [] });
  expect(Buffer.from(await answer.arrayBuffer()).toString()).toBe('\ufeff"n"\r\n');
});

test('what is refused at once is told; what fails later breaks the transfer off', async () => {
  const failing = async function* (after: number): AsyncGenerator<Row[]> {
    for (let page = 0; page < after; page++) yield [[page]];
    throw new Error('away');
  };
  await expect(csvAnswer({ config }, 'things', { head: ['n'], pages: failing(0) })).rejects.toThrow('away');
  const answer = await csvAnswer({ config }, 'things', { head: ['n'], pages: failing(2) });
  await expect(answer.text()).rejects.toThrow('away');
});
