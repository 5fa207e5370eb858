import { layOut } from '@purser/document';
import { invoice } from '@purser/document/sample';
import { CURRENCIES } from '@purser/money';
import { beforeAll, expect, test } from 'vitest';
import { type Fonts, loadFonts } from './fonts.ts';

let fonts: Fonts;
beforeAll(async () => {
  fonts = await loadFonts();
});

test.each([
  ['Žluťoučký kůň', ['latin', 'latin-ext']],
  ['Ελληνικά', ['greek']],
  ['ὕδωρ', ['greek', 'greek-ext']],
  ['Кириллица', ['cyrillic']],
  ['Tiếng Việt', ['latin', 'vietnamese']],
  ['Zoë & Søn', ['latin']],
])('%s can be drawn', (text, families) => {
  expect(fonts.drawable(text)).toBe(text);
  const runs = fonts.runs(text, 400);
  expect(runs.map((run) => run.text).join('')).toBe(text);
  expect(new Set(runs.map(({ name }) => name))).toEqual(new Set(families.map((family) => `${family}-400`)));
  for (const run of runs)
    for (const each of run.text) expect(run.face.hasGlyphForCodePoint(each.codePointAt(0) ?? 0)).toBe(true);
});

test.each([
  ['株式会社', '\ufffd\ufffd\ufffd\ufffd'],
  ['مرحبا', '\ufffd'.repeat(5)],
  ['ok 👩‍👩‍👧 ok', 'ok \ufffd\ufffd\ufffd ok'],
  ['Cafe\u0301', 'Café'],
  ['1\u202f234', '1\u00a0234'],
])('%s, of which some cannot, is drawn as %s', (text, drawn) => {
  expect(fonts.drawable(text)).toBe(drawn);
});

test('every amount of every currency can be drawn, in every language that documents are written in', () => {
  for (const currency of CURRENCIES)
    for (const locale of ['en-GB', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt', 'el', 'uk', 'bg', 'ar']) {
      const due = layOut(invoice(1, { currency, locale })).blocks.find(({ kind }) => kind === 'amount');
      if (due?.kind !== 'amount') throw new Error('there is no amount');
      for (const text of [due.figure, due.remark, due.label])
        expect(fonts.drawable(text), `${currency} ${locale}`).not.toContain('\ufffd');
    }
});
