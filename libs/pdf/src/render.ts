import { type DocumentModel, layOut, type Sheet } from '@purser/document';
import { renderToBuffer } from '@react-pdf/renderer';
import { compose } from './compose.ts';
import { draw } from './draw.ts';
import { loadFonts } from './fonts.ts';
import { type Logo, readLogo } from './logo.ts';

/** As `renderPdf`, which see. */
export async function render(model: DocumentModel): Promise<Uint8Array> {
  const sheet = layOut(model);
  const logo = readLogo(model.brand.logo);
  if (!logo) return renderSheet(sheet, undefined);
  // A logo that passed for sound and still cannot be drawn must not keep an invoice from being made.
  return renderSheet(sheet, logo).catch(() => renderSheet(sheet, undefined));
}

async function renderSheet(sheet: Sheet, logo: Logo | undefined): Promise<Uint8Array> {
  const fonts = await loadFonts();
  const drawing = compose(sheet, fonts, logo);
  const about = { title: sheet.title, author: sheet.issuer, language: sheet.language, day: sheet.day };
  return renderToBuffer(draw(drawing, about, fonts, logo));
}
