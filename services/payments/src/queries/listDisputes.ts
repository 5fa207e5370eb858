import type { Context } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import type { z } from 'zod';
import { pageOf, placeOf } from '../place.ts';
import { type ListedDispute, listedDisputes } from '../store/disputes.ts';

/** Disputes, the newest first. What was written for somebody who was erased is gone. */
export async function listDisputes(
  { tx, keys }: Pick<Context, 'tx' | 'keys'>,
  { after, limit, ...wanted }: z.output<typeof contract.listDisputes.input>,
) {
  const rows = await listedDisputes(tx, wanted, after === undefined ? undefined : placeOf(after), limit + 1);
  const { page, next } = pageOf(rows, limit, (row) => ({ at: new Date(row.openedAt), id: row.disputeId }));
  return { disputes: await Promise.all(page.map((row) => asListed(keys, row))), next };
}

async function asListed(keys: Context['keys'], row: ListedDispute) {
  const { disputeId, paymentId, invoiceId, customerId, currency, stripeDisputeId, chargeId, reason, status } = row;
  const { outcome, dueBy, inquiry, feeCurrency, evidence, submittedAt, openedAt } = row;
  const ring = evidence === null ? undefined : await keys(customerId);
  return {
    ...{ disputeId, paymentId, invoiceId, customerId, currency, stripeDisputeId, chargeId, reason, status },
    ...{ outcome, inquiry, feeCurrency },
    amount: Number(row.amount),
    fee: Number(row.fee),
    dueBy: dueBy?.toISOString() ?? null,
    evidence: evidence && ring && !ring.destroyed ? ring.openText('dispute.evidence', disputeId, evidence) : null,
    submittedAt: submittedAt === null ? null : new Date(submittedAt).toISOString(),
    openedAt: new Date(openedAt).toISOString(),
  };
}
