import { payments } from '@purser/contracts';
import { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import { shown, uuidOf } from '../ids.ts';
import { listForStaff } from '../list.ts';
import { listOf, orphanId } from '../models/common.ts';
import { acknowledged } from '../models/portal.ts';
import {
  orphanModel,
  orphanQuery,
  orphanSettled,
  reconciliationModel,
  runBody,
  settleOrphanBody,
} from '../models/reconciliation.ts';
import { forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';
import { orphanView, reconciliationView } from '../views/reconciliation.ts';

const tag = 'Reconciliation';
const root = '/api/v1/reconciliation';

/** What is asked of Stripe by the clock, and what a person must decide on. */
export function reconciliationOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'get',
        path: root,
        tag,
        summary: 'When Stripe was looked at last, and when next',
        answer: reconciliationModel,
      },
      async ({ who }) => ok(reconciliationView(await g.client.query(payments.getReconciliation, {}, who))),
    ),
    forStaff(
      {
        ...{ method: 'post', path: `${root}/run`, tag, key: 'accepted' },
        summary: 'Looks at Stripe’s events or objects now',
        body: runBody,
        answer: acknowledged,
      },
      sending(g, payments.runReconciliation, { ask: (call) => call.body, view: () => ({}) }),
    ),
    listForStaff(
      g,
      {
        ...{ path: '/api/v1/orphans', tag },
        summary: 'What does not match and waits for a decision, or was decided; the newest first',
        query: orphanQuery,
        answer: listOf(orphanModel),
      },
      {
        read: ({ who, query: { open } }, page) =>
          g.client.query(payments.listOrphans, { open: open && open === 'true', ...page }, who),
        rows: (list) => list.orphans,
        view: orphanView,
      },
    ),
    forStaff(
      {
        ...{ method: 'post', path: '/api/v1/orphans/{id}/settle', tag, key: 'required' },
        summary: 'Decides on one, for good',
        params: z.strictObject({ id: orphanId }),
        body: settleOrphanBody,
        answer: orphanSettled,
      },
      sending(g, payments.settleOrphan, {
        ask: ({ params: { id }, body: { action, invoiceId, reason } }) => ({
          ...{ orphanId: uuidOf(id), action, reason },
          ...(invoiceId && { invoiceId: uuidOf(invoiceId) }),
        }),
        view: ({ orphanId: id, status }) => ({ id: shown('orp', id), status }),
      }),
    ),
  ];
}
