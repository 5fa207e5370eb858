import { type Block, type DocumentModel, type Fact, layOut, plainBrand, sheetText } from '@purser/document';
import { invoice, samples } from '@purser/document/sample';
import { expect, test } from 'vitest';
import { pdfAbout, pdfPages, words } from './pdfText.fixture.ts';
import { pngFile } from './png.fixture.ts';
import { renderPdf } from './renderPdf.ts';

const textOf = async (model: DocumentModel) => (await pdfPages(await renderPdf(model))).join('\n');

/** What stands on the sheet, and on every page. */
function sheetWords(model: DocumentModel, pages: number): string[] {
  const sheet = layOut(model);
  const foot = Array.from({ length: pages }, (_, at) => [
    sheet.foot.text,
    sheet.foot.pages.replace('{page}', String(at + 1)).replace('{pages}', String(pages)),
  ]);
  return words([...sheetText(sheet), ...foot.flat()].join(' '));
}

test.each([
  ...samples,
  ['a German invoice', invoice(2, { locale: 'de-DE', currency: 'EUR' })],
  ['a French invoice', invoice(2, { locale: 'fr-FR', currency: 'EUR' })],
  ['an invoice in yen', invoice(2, { currency: 'JPY' })],
  ['an invoice in dinars', invoice(2, { currency: 'BHD' })],
])('the PDF of %s says what the page says, word for word, and nothing else', async (_, model) => {
  const pages = await pdfPages(await renderPdf(model));
  expect(words(pages.join('\n')).sort()).toEqual(sheetWords(model, pages.length).sort());
});

const languages = ['de-DE', 'fr-FR', 'es-ES', 'it-IT', 'nl-NL', 'pl-PL', 'pt-PT', 'el-GR', 'uk-UA'];

test.each(languages)(
  'a document of each kind in %s is that language throughout, and every letter can be copied',
  async (locale) => {
    const english = new Set(samples.flatMap(([, model]) => sheetLabels(model)));
    for (const [name, sample] of samples) {
      const model = { ...sample, locale };
      const pages = await pdfPages(await renderPdf(model));
      const text = pages.join('\n');
      expect(text, name).not.toContain('\ufffd');
      expect(words(text).sort(), name).toEqual(sheetWords(model, pages.length).sort());
      expect(
        sheetLabels(model).filter((label) => english.has(label) && !shared.has(label)),
        name,
      ).toEqual([]);
    }
  },
);

/** Words of ours that are the same in English and elsewhere. */
const shared = new Set([
  'IBAN',
  'BIC',
  'Bank',
  'Version',
  'Date',
  'Total',
  'Taxes',
  'Subtotal',
  'Description',
  'Credit',
  'Debit',
  'Note',
]);

/** Titles, heads and labels: what a sheet says in words of ours. */
function sheetLabels(model: DocumentModel): string[] {
  const { heading, blocks } = layOut(model);
  return [heading.word, ...blocks.flatMap(blockLabels)].filter((label) => label !== '');
}

function blockLabels(block: Block): string[] {
  const of = (facts: readonly Fact[]) => facts.map(({ label }) => label);
  if (block.kind === 'parties') return block.parties.map(({ label }) => label);
  if (block.kind === 'table') return [block.title, ...block.columns.map(({ label }) => label)];
  if (block.kind === 'sums')
    return [block.title, ...of(block.sums), ...(block.beside ? blockLabels(block.beside) : [])];
  if (block.kind === 'amount') return [block.label, ...of(block.facts)];
  if (block.kind === 'facts') return [block.title, ...of(block.facts)];
  if (block.kind === 'payment')
    return [block.title, block.remark, ...(block.bank ? [block.bank.title, ...of(block.bank.facts)] : [])];
  return [block.title];
}

test('a hundred lines flow over pages, each with the head, a foot and its number', async () => {
  const model = invoice(100);
  const pages = await pdfPages(await renderPdf(model));
  expect(pages.length).toBeGreaterThan(3);
  for (const [at, page] of pages.entries()) {
    expect(page).toContain(`Page ${at + 1} of ${pages.length}`);
    expect(page).toContain('Harbour & Finch Ltd · Invoice INV-0042');
    if (/week|Design/.test(page)) expect(page).toMatch(/Description\s+Quantity\s+Price\s+Discount\s+Amount/);
  }
  const heads = pages.filter((page) => page.includes('Quantity')).length;
  const once = sheetWords(model, pages.length);
  const again = Array.from({ length: heads - 1 }, () => [
    'Description',
    'Quantity',
    'Price',
    'Discount',
    'Amount',
  ]).flat();
  expect(words(pages.join('\n')).sort()).toEqual([...once, ...again].sort());
});

test.each(['Žluťoučký kůň', 'Ελληνικά', 'Кириллица', 'Tiếng Việt', 'Łódź, Győr, Iași', 'ЁЇЄҐ'])(
  '%s can be read, selected and copied',
  async (name) => {
    const model = invoice(1);
    const text = await textOf({ ...model, recipient: { ...model.recipient, name }, note: name });
    expect(words(text).join(' ').split(name).length - 1).toBe(2);
  },
);

test('what no font can draw is seen to be missing', async () => {
  const model = invoice(1);
  const text = await textOf({ ...model, recipient: { ...model.recipient, name: 'Acme 株式会社' }, note: 'مرحبا 👍' });
  expect(text).toContain('Acme ����');
  expect(text).toContain('����� �');
});

const logo = (type: 'image/png' | 'image/svg+xml', data: Buffer | string) =>
  invoice(1, { brand: { ...plainBrand, logo: { type, base64: Buffer.from(data).toString('base64') } } });
const shape = '<path d="M0 0h40v10z" fill="#1f4fd8"/>';
const wordmarks = async (model: DocumentModel) => (await textOf(model)).split('Harbour & Finch Ltd').length;

test('a logo takes the place of the name, and one that cannot be drawn leaves it', async () => {
  const named = await wordmarks(invoice(1));
  expect(await wordmarks(logo('image/png', pngFile({ width: 40, height: 10 })))).toBe(named - 1);
  expect(await wordmarks(logo('image/svg+xml', `<svg viewBox="0 0 40 10">${shape}</svg>`))).toBe(named - 1);
  expect(await wordmarks(logo('image/png', 'no picture'))).toBe(named);
  expect(await wordmarks(logo('image/svg+xml', `<svg viewBox="0 0 40 10"><text>Ours</text></svg>`))).toBe(named);
});

test('a logo passed for sound that breaks the renderer still leaves a document', async () => {
  const broken = `<svg viewBox="0 0 40 10"><path d="M0 0 A" transform="scale(x" fill="#zzz" stroke-width="-"/></svg>`;
  const pages = await pdfPages(await renderPdf(logo('image/svg+xml', broken)));
  expect(pages.join('\n')).toContain('Amount due');
});

test('the file says what it is, whose it is and in what language', async () => {
  const pdf = await renderPdf(invoice(1, { locale: 'de-DE' }));
  const about = await pdfAbout(pdf);
  expect(about).toContain('<title>Rechnung INV-0042</title>');
  expect(about).toContain('<meta name="Author" content="Harbour &amp; Finch Ltd"/>');
  expect(about).toContain('<meta name="CreationDate" content="2026-02-17T00:00:00Z"/>');
  expect(Buffer.from(pdf).toString('latin1')).toContain('/Lang (de)');
});
