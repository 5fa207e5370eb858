import { invoicing } from '@purser/contracts';
import { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import { uuidOf } from '../ids.ts';
import { invoiceId } from '../models/common.ts';
import { applyCreditBody, invoiceModel, noteBody, writeOffBody } from '../models/invoice.ts';
import { acknowledged } from '../models/portal.ts';
import { forStaff, type Operation } from '../operation.ts';
import { sending } from '../sending.ts';
import { invoiceOf, readInvoice, reread } from './readInvoice.ts';

const tag = 'Invoices';
const params = z.strictObject({ id: invoiceId });
const one = '/api/v1/invoices/{id}';

/** What else may become of an invoice: settled with credit, written off and reopened, remarked on, copied. */
export function lifeOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'post',
        path: `${one}/apply-credit`,
        tag,
        summary: 'Settles it with credit that its customer has',
        params,
        body: applyCreditBody,
        answer: invoiceModel,
        key: 'required',
      },
      sending(g, invoicing.applyCredit, {
        ask: (call, ids) => ({ applicationId: ids.madeId, ...invoiceOf(call), ...call.body }),
        view: reread(g),
      }),
    ),
    forStaff(
      {
        method: 'post',
        path: `${one}/write-off`,
        tag,
        summary: 'Writes off what is left of it as uncollectible',
        params,
        body: writeOffBody,
        answer: invoiceModel,
        key: 'accepted',
      },
      sending(g, invoicing.writeOffInvoice, { ask: (call) => ({ ...invoiceOf(call), ...call.body }), view: reread(g) }),
    ),
    forStaff(
      {
        method: 'post',
        path: `${one}/reopen`,
        tag,
        summary: 'Takes its write-off back',
        params,
        answer: invoiceModel,
        key: 'accepted',
      },
      sending(g, invoicing.reopenInvoice, { ask: invoiceOf, view: reread(g) }),
    ),
    ...aroundIt(g),
  ];
}

/** What leaves the invoice itself as it is. */
function aroundIt(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'post',
        path: `${one}/notes`,
        tag,
        summary: 'Adds a note to its timeline, for staff alone',
        params,
        body: noteBody,
        answer: acknowledged,
        status: 201,
        key: 'accepted',
      },
      sending(g, invoicing.addNote, { ask: (call) => ({ ...invoiceOf(call), ...call.body }), view: () => ({}) }),
    ),
    forStaff(
      {
        method: 'post',
        path: `${one}/duplicate`,
        tag,
        summary: 'Drafts another like it',
        params,
        answer: invoiceModel,
        status: 201,
        key: 'accepted',
      },
      sending(g, invoicing.duplicateInvoice, {
        ask: (call, ids) => ({ invoiceId: ids.madeId, likeInvoiceId: uuidOf(call.params.id) }),
        view: (made, call) => readInvoice(g, call.who, made.invoiceId),
      }),
    ),
  ];
}
