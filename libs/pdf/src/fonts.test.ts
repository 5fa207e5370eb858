import { layOut } from '@purser/document';
import { CURRENCIES } from '@purser/money';
import { beforeAll, expect, test } from 'vitest';
import { type Fonts, loadFonts } from './fonts.ts';
import { invoice } from './sample.fixture.ts';

let fonts: Fonts;
beforeAll(async () => {
  fonts = await loadFonts();
});

test.each([
  ['Žluťoučký kůň', ['latin', 'latin-ext']],
  ['Ελληνικά', ['latin', 'greek']],
  ['ὕδωρ', ['latin', 'greek', 'greek-ext']],
  ['Кириллица', ['latin', 'cyrillic']],
  ['Tiếng Việt', ['latin', 'vietnamese']],
  ['Zoë & Søn', ['latin']],
])('%s can be drawn', (text, families) => {
  expect(fonts.drawable(text)).toBe(text);
  expect(fonts.families(text)).toEqual(families);
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
    for (const locale of ['en-GB', 'de', 'fr', 'pl', 'bg', 'ar']) {
      const due = layOut(invoice(1, { currency, locale })).blocks.find(({ kind }) => kind === 'amount');
      if (due?.kind !== 'amount') throw new Error('there is no amount');
      for (const text of [due.figure, due.remark, due.label])
        expect(fonts.drawable(text), `${currency} ${locale}`).not.toContain('\ufffd');
    }
});
