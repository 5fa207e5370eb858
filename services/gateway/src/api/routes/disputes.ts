import { invoicing, payments } from '@purser/contracts';
import { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import { shown, uuidOf } from '../ids.ts';
import { listForStaff, ofThem } from '../list.ts';
import { disputeId, invoiceId, listOf } from '../models/common.ts';
import { invoiceModel } from '../models/invoice.ts';
import { disputeListQuery, disputeModel, disputeMoved, evidenceBody } from '../models/refund.ts';
import { forStaff, type Operation } from '../operation.ts';
import { sending } from '../sending.ts';
import { disputeView } from '../views/refund.ts';
import { invoiceOf, reread } from './readInvoice.ts';

const tag = 'Disputes';
const root = '/api/v1/disputes';
const params = z.strictObject({ id: disputeId });

/** What customers' banks take issue with. */
export function disputeOperations(g: Gateway): Operation[] {
  const moved = (made: { disputeId: string; status: string }) => ({
    id: shown('dsp', made.disputeId),
    status: made.status,
  });
  const act = { method: 'post', tag, params, answer: disputeMoved, key: 'accepted' } as const;
  return [
    listForStaff(
      g,
      { path: root, tag, summary: 'Disputes, the newest first', query: disputeListQuery, answer: listOf(disputeModel) },
      {
        read: ({ who, query: { open, ...them } }, page) => {
          const asked = { ...ofThem(them), open: open && open === 'true', ...page };
          return g.client.query(payments.listDisputes, asked, who);
        },
        rows: (list) => list.disputes,
        customer: (dispute) => dispute.customerId,
        invoice: (dispute) => dispute.invoiceId,
        view: disputeView,
      },
    ),
    forStaff(
      { ...act, path: `${root}/{id}/evidence`, summary: 'Sends evidence to the bank', body: evidenceBody },
      sending(g, payments.sendEvidence, {
        ask: (call) => ({ disputeId: uuidOf(call.params.id), ...call.body }),
        view: moved,
      }),
    ),
    forStaff(
      { ...act, path: `${root}/{id}/accept`, summary: 'Gives it up: the customer keeps the money' },
      sending(g, payments.acceptDispute, { ask: (call) => ({ disputeId: uuidOf(call.params.id) }), view: moved }),
    ),
    forStaff(
      {
        method: 'post',
        path: '/api/v1/invoices/{id}/resume-reminders',
        tag,
        summary: 'Asks for the money again after a dispute that was lost',
        params: z.strictObject({ id: invoiceId }),
        answer: invoiceModel,
        key: 'accepted',
      },
      sending(g, invoicing.resumeChasing, { ask: invoiceOf, view: reread(g) }),
    ),
  ];
}
