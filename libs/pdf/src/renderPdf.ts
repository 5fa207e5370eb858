import type { DocumentModel } from '@purser/document';

/**
 * The document as PDF, in this thread, which it keeps busy: servers ask `pdfWorkers`. The same model gives the same bytes, on any
 * machine with the same versions of the platform and of Node's language data.
 *
 * It says what `renderPage` says, word for word; what cannot be drawn is seen to be missing: U+FFFD for each character outside of
 * Latin, Greek and Cyrillic, and the company's name for a logo that is no plain PNG or SVG.
 * @throws MoneyError for a currency that is none
 */
export async function renderPdf(model: DocumentModel): Promise<Uint8Array> {
  // Only now: the renderer is large, and a process that leaves it to threads has no use for it.
  const { render } = await import('./render.ts');
  return render(model);
}
