import { layOutCreditNote } from './layOutCreditNote.ts';
import { layOutInvoice } from './layOutInvoice.ts';
import { layOutQuote } from './layOutQuote.ts';
import { layOutReceipt } from './layOutReceipt.ts';
import { layOutStatement } from './layOutStatement.ts';
import type { DocumentModel } from './model.ts';
import type { Sheet } from './sheet.ts';

/** What a document says, ready to be drawn. The same model gives the same sheet. */
export function layOut(model: DocumentModel): Sheet {
  switch (model.kind) {
    case 'invoice':
      return layOutInvoice(model);
    case 'receipt':
      return layOutReceipt(model);
    case 'creditNote':
      return layOutCreditNote(model);
    case 'quote':
      return layOutQuote(model);
    case 'statement':
      return layOutStatement(model);
  }
}
