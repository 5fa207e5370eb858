import { invoicing } from '@purser/contracts';
import { z } from 'zod';
import { pdfAnswer } from '../../documents/pdf.ts';
import type { Gateway } from '../../gateway.ts';
import { uuidOf } from '../ids.ts';
import { listForStaff, ofThem } from '../list.ts';
import { creditNoteId, listOf } from '../models/common.ts';
import { creditNoteDetail, creditNoteListQuery, creditNoteSummary } from '../models/creditNote.ts';
import { forStaff, type Operation, ok } from '../operation.ts';
import { creditNoteSummaryView, creditNoteView } from '../views/creditNote.ts';

const tag = 'Credit notes';
const root = '/api/v1/credit-notes';
const params = z.strictObject({ id: creditNoteId });

/** What was credited. Writing a credit note is an act on its invoice. */
export function creditNoteOperations(g: Gateway): Operation[] {
  return [
    listForStaff(
      g,
      {
        ...{ path: root, tag, summary: 'Credit notes, the newest first' },
        query: creditNoteListQuery,
        answer: listOf(creditNoteSummary),
      },
      {
        read: ({ who, query }, page) => g.client.query(invoicing.listCreditNotes, { ...ofThem(query), ...page }, who),
        rows: (list) => list.creditNotes,
        customer: (note) => note.customerId,
        view: creditNoteSummaryView,
      },
    ),
    forStaff(
      { method: 'get', path: `${root}/{id}`, tag, summary: 'One credit note', params, answer: creditNoteDetail },
      async ({ who, params: { id } }) => {
        const note = await g.client.query(invoicing.getCreditNote, { creditNoteId: uuidOf(id) }, who);
        const names = await g.names.ofCustomers(who, [note.customerId]);
        return ok(creditNoteView(note, names.get(note.customerId)));
      },
    ),
    forStaff(
      { method: 'get', path: `${root}/{id}/pdf`, tag, summary: 'Its document', params, type: 'application/pdf' },
      async ({ c, who, params: { id } }) =>
        pdfAnswer(g, who, { documentId: uuidOf(id), kind: 'creditNote' }, c.req.header('if-none-match')),
    ),
  ];
}
