import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type DocumentModel, layOut, renderPage, sheetText, tint } from '@purser/document';
import { creditNote, invoiceToPay, quote, receipt, statement } from '@purser/document/sample';
import { openBrowser } from '@purser/local/people';
import { renderPdf } from '@purser/pdf';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { differences, inkShared } from './alike.ts';
import { type Printed, readPrinted } from './printed.ts';

// The page in the browser and the PDF are drawn by two programs from one sheet. Here a browser prints the page, and both prints are
// laid beside each other: words and where they stand, colours and where they lie, ink and how it is spread.

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const red = '#b3261e';
const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path d="M0 0h120v40h-120z" fill="${red}"/></svg>`;
const brand = {
  ...{ color: '#0a7d32', onColor: '#ffffff', radius_px: 8, font: 'system' as const },
  logo: { type: 'image/svg+xml' as const, base64: Buffer.from(logo).toString('base64') },
};
const colors = [brand.color, tint(brand.color), red];

const full = invoiceToPay(3, { brand });
const [first, ...lines] = full.lines;
const description = `Moving of the whole house’s mail to the new server, with ${'every mailbox and '.repeat(6)}all calendars`;
const rates = full.totals.taxes.flatMap((tax) => [tax, { ...tax, name: 'Levy', percent: '5', amount: 725 }]);
const models: [name: string, model: DocumentModel][] = [
  [
    'an invoice',
    {
      ...full,
      lines: [{ ...first!, description, taxes: ['VAT 20%', 'Levy 5%'] }, ...lines],
      totals: { ...full.totals, taxes: rates },
    },
  ],
  ['a credit note', creditNote({ brand })],
  ['a quote', quote({ brand })],
  ['a statement', statement({ brand })],
  ['a receipt', receipt({ brand })],
];

/** The fonts of the PDF, so that no machine's own decide what is seen. */
const files = [
  [400, import.meta.resolve('@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2')],
  [700, import.meta.resolve('@fontsource/noto-sans/files/noto-sans-latin-700-normal.woff2')],
] as const;
const fonts = files
  .map(([weight, url]) => {
    const data = readFileSync(fileURLToPath(url)).toString('base64');
    return `@font-face{font-family:"Noto Sans";font-weight:${weight};src:url(data:font/woff2;base64,${data})}`;
  })
  .join('');

/** The page of a document; `spoil` is done to it before anybody looks. */
async function opened<T>(model: DocumentModel, look: (page: Page) => Promise<T>, spoil = ''): Promise<T> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  try {
    await page.setContent(renderPage(model));
    await page.addStyleTag({ content: `${fonts}.purser-document{font-family:"Noto Sans"!important}${spoil}` });
    await page.evaluate('document.fonts.ready.then(() => undefined)');
    return await look(page);
  } finally {
    await page.close();
  }
}

const print = (page: Page) => page.pdf({ preferCSSPageSize: true, printBackground: true });
const printedPage = async (model: DocumentModel, spoil = ''): Promise<Printed> =>
  readPrinted(await opened(model, print, spoil));
const printedPdf = async (model: DocumentModel): Promise<Printed> => readPrinted(await renderPdf(model));

test.each(models)('%s looks in the browser’s print as it does in the PDF', async (_, model) => {
  const [page, pdf] = [await printedPage(model), await printedPdf(model)];
  expect(differences(page, pdf, colors)).toEqual([]);
  expect(inkShared(pdf.pages, pdf.pages)).toBe(1);
});

test.each(models)('%s says on the screen all that its sheet says', async (_, model) => {
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not said.
  const shown = await opened(model, (page) => page.innerText('.purser-document'));
  const words = (text: string) => text.split(/\s+/).filter(Boolean).sort();
  expect(words(shown)).toEqual(words(sheetText(layOut(model)).join(' ')));
});

test.each(models)('of %s, no block can be missing on one side and not be missed', async (_, model) => {
  const pdf = await printedPdf(model);
  const blocks = await opened(model, (page) => page.locator('.pd-body>*').count());
  expect(blocks).toBeGreaterThan(3);
  for (let at = 1; at <= blocks; at += 1) {
    const page = await printedPage(model, `.pd-body>:nth-child(${at}){display:none}`);
    expect(differences(page, pdf, colors), `without block ${at}`).not.toEqual([]);
  }
});

test.each([
  ['the logo', '.pd-logo{visibility:hidden}'],
  ['the logo’s size', '.pd-logo{max-height:20px!important}'],
  ['the colour of the total', '.pd-strong *{background:#1f4fd8!important}'],
  ['the ground of the amount due', '.pd-amount{background:none!important}'],
  ['the code to scan', '.pd-code{visibility:hidden}'],
  ['a column', '.pd-lines tr>:nth-child(2){display:none}'],
  ['the place of the totals', '.pd-beside{flex-direction:row!important}'],
  ['the place of a block', '.pd-body{display:flex;flex-direction:column}.pd-lines{order:1}'],
  ['the room between blocks', '.pd-block{margin-bottom:40pt!important}'],
])('an invoice on which %s is another is not the same', async (_, spoil) => {
  const [[, model]] = models as [[string, DocumentModel]];
  const [page, pdf] = [await printedPage(model, spoil), await printedPdf(model)];
  expect(differences(page, pdf, colors)).not.toEqual([]);
});
