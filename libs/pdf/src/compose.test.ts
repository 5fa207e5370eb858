import { type DocumentModel, layOut } from '@purser/document';
import { invoice, invoiceToPay, receipt, statement } from '@purser/document/sample';
import { beforeAll, expect, test } from 'vitest';
import { compose } from './compose.ts';
import { type Drawing, LEADING, type Mark, type TextMark } from './drawing.ts';
import { type Fonts, loadFonts } from './fonts.ts';

let fonts: Fonts;
beforeAll(async () => {
  fonts = await loadFonts();
});

const composed = (model: DocumentModel) => compose(layOut(model), fonts, undefined);
const isText = (mark: Mark): mark is TextMark => mark.kind === 'text';
const textsOf = (page: Mark[]) => page.filter(isText).map(({ lines }) => lines.join(' '));

/** Every mark lies on its page, clear of the foot, and no text is wider than its place. */
function expectWithin({ width, height, pages }: Drawing): void {
  for (const page of pages) {
    for (const mark of page) {
      const below = mark.y + (isText(mark) ? mark.lines.length * mark.size * LEADING : mark.height);
      const isFoot = mark.y > height - 40;
      expect(below).toBeLessThan(isFoot ? height : height - 45);
      expect([mark.x >= 0, mark.x + mark.width <= width + 0.01]).toEqual([true, true]);
      if (isText(mark))
        for (const line of mark.lines)
          expect(fonts.width(line, mark.weight, mark.size)).toBeLessThanOrEqual(mark.width);
    }
  }
}

test('whatever the number of lines: all is on the pages, each has the head, and the sums stay together with the last line', () => {
  for (let count = 1; count <= 60; count += 1) {
    const model = invoice(count);
    const drawing = composed(model);
    expectWithin(drawing);
    const pages = drawing.pages.map(textsOf);
    for (const [at, texts] of pages.entries()) {
      expect(texts).toContain(`Page ${at + 1} of ${pages.length}`);
      const hasLines = texts.some((text) => /^(Design|Consulting)/.test(text));
      expect(texts.includes('Description')).toBe(hasLines);
    }
    const withTotal = pages.find((texts) => texts.includes('Total'));
    for (const text of ['Subtotal', 'Discounts', 'Total', model.lines.at(-1)!.description].slice(count > 1 ? 0 : 2))
      expect(withTotal).toContain(text);
  }
});

test('every line stands there once, in order', () => {
  const model = invoice(100);
  const drawn = composed(model)
    .pages.flatMap(textsOf)
    .filter((text) => /^(Design|Consulting)/.test(text));
  expect(drawn).toEqual(model.lines.map(({ description }) => description));
});

const long = 'Donaudampfschifffahrtsgesellschaftskapitän '.repeat(30);
const unbroken = 'W'.repeat(900);

test.each([long, unbroken, `${'word '.repeat(4000)}end`])(
  'a text that is too long for its place stays within it',
  (text) => {
    const model = invoice(3);
    const [line] = model.lines;
    const drawing = composed({
      ...model,
      note: text,
      poNumber: text.slice(0, 200),
      issuer: { ...model.issuer, name: text.slice(0, 300) },
      recipient: { ...model.recipient, name: text.slice(0, 300), email: text.slice(0, 200) },
      lines: [{ ...line!, description: text, taxes: [text.slice(0, 100)] }, ...model.lines],
    });
    expectWithin(drawing);
    const said = drawing.pages.flatMap(textsOf).join('').replace(/\s/g, '');
    const [word = ''] = text.split(' ');
    // As a line and as the note, every word of it.
    const times = text.split(' ').filter((each) => each === word).length;
    expect(said.split(word).length - 1).toBeGreaterThanOrEqual(2 * times);
  },
);

test.each(['JPY', 'BHD', 'IDR', 'IQD'])('the largest amounts in %s stand in one line each', (currency) => {
  const model = invoice(2, { currency, locale: 'de-DE' });
  const much = 999_999_999_999_99;
  const lines = model.lines.map((line) => ({ ...line, unitAmount: much, net: much, discount: much }));
  const totals = { ...model.totals, subtotal: much, discountTotal: much, total: much };
  const drawing = composed({ ...model, lines, totals });
  expectWithin(drawing);
  const figures = drawing.pages
    .flat()
    .filter(isText)
    .filter(({ align, lines: each }) => align === 'right' && /999/.test(each.join('')));
  expect(figures.length).toBeGreaterThan(6);
  for (const { lines: each } of figures) expect(each).toHaveLength(1);
});

test('a receipt takes one page', () => {
  const drawing = composed(receipt());
  expectWithin(drawing);
  expect(drawing.pages).toHaveLength(1);
});

const locales = ['en-GB', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt', 'el', 'uk'];

test.each(locales)('a short invoice in %s takes one page, with bank details, a code to scan and a note', (locale) => {
  for (const count of [1, 3, 4]) {
    const drawing = composed(invoiceToPay(count, { locale, currency: 'EUR' }));
    expectWithin(drawing);
    expect(drawing.pages).toHaveLength(1);
  }
});

test('taxes stand beside the totals, and nothing of either on the other', () => {
  const page = composed(invoiceToPay(3)).pages[0]?.filter(isText) ?? [];
  const find = (text: string) => page.find(({ lines }) => lines.join(' ') === text) as TextMark;
  expect(find('Taxes').y).toBeCloseTo(find('Subtotal').y, 0);
  expect(find('Tax amount').x + find('Tax amount').width).toBeLessThan(find('Subtotal').x);
  expect(find('Pay by bank transfer').y).toBeGreaterThan(find('Total').y);
});

test('an American issuer writes on Letter', () => {
  const model = invoice(40);
  const address = { line1: '1 Main St', city: 'Austin', region: 'TX', postcode: '78701', country: 'US' };
  const drawing = composed({ ...model, issuer: { ...model.issuer, address } });
  expect([drawing.width, drawing.height]).toEqual([612, 792]);
  expectWithin(drawing);
});

/** The sum in a row that says it: of a page, the texts after that word. */
const sumAfter = (texts: string[], word: string) => texts[texts.indexOf(word) + 1];

test('whatever the number of lines: each page says at its foot what the lines come to so far, and the next begins with it', () => {
  const gbp = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' });
  for (const count of [1, 7, 8, 9, 10, 11, 12, 30, 31, 32, 33, 500]) {
    const model = invoiceToPay(count);
    const drawing = composed(model);
    expectWithin(drawing);
    const pages = drawing.pages.map(textsOf);
    let seen = 0;
    for (const [at, texts] of pages.entries()) {
      if (seen > 0 && texts.includes('Description'))
        expect(sumAfter(texts, 'Brought forward')).toBe(sumAfter(pages[at - 1] ?? [], 'Carried forward'));
      seen += texts.filter((text) => /^(Design|Consulting)/.test(text)).length;
      const net = model.lines.slice(0, seen).reduce((sum, line) => sum + line.net, 0);
      if (seen < count) expect(sumAfter(texts, 'Carried forward')).toBe(gbp.format(net / 100));
      else expect(texts).not.toContain('Carried forward');
    }
    expect(seen).toBe(count);
  }
});

test('a statement carries what is owed, not what was charged', () => {
  const entries = Array.from({ length: 60 }, (_, at) => ({
    date: '2026-02-03',
    kind: 'invoice' as const,
    reference: `INV-${at}`,
    debit: 1000,
    credit: 0,
    balance: 5000 + (at + 1) * 1000,
  }));
  const [first = [], second = []] = composed(statement({ opening: 5000, entries })).pages.map(textsOf);
  const drawn = first.filter((text) => text.startsWith('Invoice INV-')).length;
  expect(sumAfter(first, 'Carried forward')).toBe(`£${50 + drawn * 10}.00`);
  expect(sumAfter(second, 'Brought forward')).toBe(`£${50 + drawn * 10}.00`);
});
