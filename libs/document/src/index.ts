export { documentCss, tint } from './documentCss.ts';
export { type FileRef, fileRef } from './fileRef.ts';
export { renderArticle, renderHtml, renderPage } from './html.ts';
export { layOut } from './layOut.ts';
export {
  type Brand,
  bankDetails,
  brand,
  type DocumentModel,
  documentModel,
  type InvoiceDocument,
  type ReceiptDocument,
} from './model.ts';
export { plainBrand } from './plainBrand.ts';
export { type Block, type Fact, type Party, type Row, type Sheet, sheetText } from './sheet.ts';
