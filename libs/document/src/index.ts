export { documentCss, tint } from './documentCss.ts';
export { type FileRef, fileRef } from './fileRef.ts';
export { renderArticle, renderHtml, renderPage } from './html.ts';
export { layOut } from './layOut.ts';
export {
  type Brand,
  type CreditNoteDocument,
  type DocumentModel,
  documentModel,
  type InvoiceDocument,
  type QuoteDocument,
  type ReceiptDocument,
  type StatementDocument,
} from './model.ts';
export { type PaymentMethod, paymentMethodIn } from './paymentMethod.ts';
export { plainBrand } from './plainBrand.ts';
export { darkRuns } from './qrCode.ts';
export { bankDetails, brand } from './shapes.ts';
export {
  type Block,
  type Fact,
  type Party,
  type QrCode,
  type Row,
  type Sheet,
  sheetText,
  type Table,
} from './sheet.ts';
