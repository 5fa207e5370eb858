import { expect, test } from 'vitest';
import { renderArticle, renderHtml, renderPage } from './html.ts';
import { layOut } from './layOut.ts';
import { documentModel } from './model.ts';
import { plainBrand } from './plainBrand.ts';
import { invoice, samples } from './sample.fixture.ts';
import { sheetText } from './sheet.ts';

/** The one in short stands in places where there is no room for the other. */
const short = `"'><b>&`;
const long = `"'><script>alert(1)</script><img src=x onerror=alert(1)><style>*{}</style></style>&lt;b&gt;{}$&`;

/** The model with the attack in every text that is free. */
function poison<T>(model: T, attack = long, key = ''): T {
  const fixed = 'kind locale currency country issuedOn dueOn paidOn validUntil from until date iban'.split(' ');
  if (typeof model === 'string') return (fixed.includes(key) || model === '' ? model : `${model}${attack}`) as T;
  if (Array.isArray(model)) return model.map((each) => poison(each, attack, key)) as T;
  if (typeof model !== 'object' || model === null) return model;
  const entries = Object.entries(model).map(([name, value]) => [
    name,
    name === 'brand' ? value : poison(value, attack, name),
  ]);
  return Object.fromEntries(entries);
}

const tagsOf = (html: string) => html.match(/<[^>]*>/g)?.map((tag) => tag.replace(/"[^"]*"/g, '""')) ?? [];

test.each(samples)('nothing that %s says becomes markup, wherever it stands', (_, model) => {
  for (const attack of [long, short]) {
    const poisoned = poison(model, attack);
    const harmless = poison(model, attack.replace(/[^ ]/g, 'x'));
    expect(documentModel.safeParse('bank' in poisoned ? { ...poisoned, bank: null } : poisoned).success).toBe(true);
    for (const render of [renderArticle, renderHtml, renderPage]) {
      const html = render(poisoned);
      expect(html).toContain(attack === long ? '&lt;script&gt;' : '&lt;b&gt;');
      expect(tagsOf(html)).toEqual(tagsOf(render(harmless)));
    }
  }
});

test.each(samples)('%s runs, loads and links nothing', (_, model) => {
  for (const html of [renderPage(model), renderHtml(poison(model))]) {
    expect(tagsOf(html).join('')).not.toMatch(/script|href|onerror|iframe|object|link|@import|url\(/i);
    expect(html).not.toMatch(/url\(|@import/);
  }
});

test('a colour, font or radius that is none is not written', () => {
  const given = { color: 'red}</style><script>', onColor: '#fff;x:url(//x)', radius_px: '1px}*{' as unknown as number };
  const brand = { ...plainBrand, ...given, font: 'constructor' as 'inter' };
  const html = renderPage(invoice(1, { brand }));
  expect(html).not.toContain('<script');
  expect(html).not.toContain('x:url');
  expect(html).not.toContain('}*{');
  expect(html).not.toContain('NaN');
  expect(html).toContain(`background:${plainBrand.color}`);
  expect(html).not.toContain('function');
});

test('a logo is an image and nothing else, and one that is no image is not there', () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>').toString('base64');
  const withLogo = (type: string, base64: string) =>
    renderHtml(invoice(1, { brand: { ...plainBrand, logo: { type: type as 'image/png', base64 } } }));
  const html = withLogo('image/svg+xml', svg);
  expect(html).toContain(`<img class="pd-logo" alt="Harbour &amp; Finch Ltd" src="data:image/svg+xml;base64,${svg}">`);
  expect(html).not.toContain('pd-wordmark">');
  for (const [type, base64] of [
    ['text/html', svg],
    ['image/png', 'AAAA" onerror="alert(1)'],
    ['image/png"x', svg],
  ] as const) {
    expect(withLogo(type, base64)).not.toContain('<img');
    expect(withLogo(type, base64)).toContain('<p class="pd-wordmark">Harbour &amp; Finch Ltd</p>');
  }
});

const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean).sort();

test.each([...samples, ['a long one', invoice(40)] as const])(
  'the page of %s says what the sheet says, word for word',
  (_, model) => {
    const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
    const text = renderArticle(model)
      .replace(/<[^>]*>/g, ' ')
      .replace(/&(#?\w+);/g, (_entity, name) => entities[name] ?? '?');
    expect(wordsOf(text)).toEqual(wordsOf(sheetText(layOut(model)).join(' ')));
  },
);

test('the styles are the article’s own', () => {
  const css = /<style>([\s\S]*)<\/style>/.exec(renderHtml(invoice(1)))?.[1] ?? '';
  const selectors = css.replace(/@(container|media)[^{]*\{/g, '').match(/[^{}]+(?=\{)/g) ?? [];
  expect(selectors.length).toBeGreaterThan(20);
  for (const selector of selectors.flatMap((list) => list.split(',')))
    expect(selector.trim()).toMatch(/^\.purser-document/);
});
