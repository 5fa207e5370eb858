import { layOutInvoice } from './layOutInvoice.ts';
import { layOutReceipt } from './layOutReceipt.ts';
import type { DocumentModel } from './model.ts';
import type { Sheet } from './sheet.ts';

/** What a document says, ready to be drawn. The same model gives the same sheet. */
export function layOut(model: DocumentModel): Sheet {
  return model.kind === 'invoice' ? layOutInvoice(model) : layOutReceipt(model);
}
