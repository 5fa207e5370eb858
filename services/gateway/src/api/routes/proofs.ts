import { payments } from '@purser/contracts';
import { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import { uuidOf } from '../ids.ts';
import { counted, listForStaff } from '../list.ts';
import { listOf, pageQuery, proofId } from '../models/common.ts';
import { findingModel, findingQuery, proofBody, proofModel } from '../models/reconciliation.ts';
import { forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';
import { findingView, proofView } from '../views/reconciliation.ts';

const tag = 'Reconciliation';
const root = '/api/v1/proofs';
const params = z.strictObject({ id: proofId });
const roles = ['owner', 'admin', 'accountant'] as const;

/** Periods that are proved: nobody charged twice, nothing lost, the books to the unit. */
export function proofOperations(g: Gateway): Operation[] {
  const read = async (who: Parameters<typeof g.client.query>[2], id: string) =>
    proofView(await g.client.query(payments.getProof, { proofId: id }, who));
  return [
    listForStaff(
      g,
      {
        ...{ path: root, tag, roles, summary: 'Proofs of periods, the newest first' },
        query: z.strictObject(pageQuery),
        answer: listOf(proofModel),
      },
      {
        read: ({ who }, page) => g.client.query(payments.listProofs, page, who),
        rows: (list) => list.proofs,
        view: proofView,
      },
    ),
    forStaff(
      {
        ...{ method: 'post', path: root, tag, roles, key: 'accepted' },
        summary: 'Begins to prove a period: Stripe, payments and journal against each other',
        body: proofBody,
        answer: proofModel,
      },
      sending(g, payments.startProof, {
        ask: (call, ids) => ({ proofId: ids.madeId, ...call.body }),
        view: (made, call) => read(call.who, made.proofId),
      }),
    ),
    forStaff(
      {
        method: 'get',
        path: `${root}/{id}`,
        tag,
        roles,
        summary: 'One proof, and how far it is',
        params,
        answer: proofModel,
      },
      async ({ who, params: { id } }) => ok(await read(who, uuidOf(id))),
    ),
    listForStaff(
      g,
      {
        ...{ path: `${root}/{id}/findings`, tag, roles, params },
        summary: 'What it found: what is off first, then what is on its way and what was not compared',
        query: findingQuery,
        answer: listOf(findingModel),
      },
      {
        read: ({ who, params: { id }, query: { severity } }, page) =>
          g.client.query(payments.listFindings, { proofId: uuidOf(id), severity, ...counted(page) }, who),
        rows: (list) => list.findings,
        view: findingView,
      },
    ),
  ];
}
