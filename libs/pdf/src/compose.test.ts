import { type DocumentModel, layOut } from '@purser/document';
import { beforeAll, expect, test } from 'vitest';
import { compose } from './compose.ts';
import { type Drawing, LEADING, type Mark, type TextMark } from './drawing.ts';
import { type Fonts, loadFonts } from './fonts.ts';
import { invoice, receipt } from './sample.fixture.ts';

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

test('an American issuer writes on Letter', () => {
  const model = invoice(40);
  const address = { line1: '1 Main St', city: 'Austin', region: 'TX', postcode: '78701', country: 'US' };
  const drawing = composed({ ...model, issuer: { ...model.issuer, address } });
  expect([drawing.width, drawing.height]).toEqual([612, 792]);
  expectWithin(drawing);
});
