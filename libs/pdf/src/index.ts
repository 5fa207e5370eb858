export { type PdfWorkers, pdfWorkers } from './pdfWorkers.ts';
export { renderPdf } from './renderPdf.ts';
