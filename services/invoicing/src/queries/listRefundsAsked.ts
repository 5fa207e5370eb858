import type { Context } from '@purser/bus';
import type { invoicing as contract } from '@purser/contracts';
import type { z } from 'zod';
import { cursorText, readCursor } from '../store/cursor.ts';

type Row = {
  refundId: string;
  invoiceId: string;
  invoiceNumber: string | null;
  customerId: string;
  currency: string;
  paymentId: string | null;
  creditNoteId: string | null;
  amount: bigint;
  returned: bigint;
  failed: bigint;
  withdrawn: bigint;
  settled: bigint;
  failure: string | null;
  askedOn: string;
  createdAt: string;
};

/** Refunds, the newest first. A customer gets their own, and not why one failed. */
export async function listRefundsAsked(
  { tx: { sql }, tenant, actor }: Pick<Context, 'tx' | 'tenant' | 'actor'>,
  { invoiceId, customerId: wanted, failed, after, limit }: z.output<typeof contract.listRefundsAsked.input>,
) {
  const theirs = actor.kind === 'customer';
  const customerId = theirs ? actor.id : wanted;
  const place = after === undefined ? undefined : readCursor(after);
  const rows = await sql<Row[]>`
    select r.refund_id as "refundId", r.invoice_id as "invoiceId", i.number as "invoiceNumber", r.customer_id as "customerId",
      r.currency, r.payment_id as "paymentId", r.credit_note_id as "creditNoteId", r.amount, r.returned, r.failed, r.withdrawn,
      r.settled, r.failure, r.asked_on as "askedOn", r.created_at as "createdAt"
    from refunds_asked r join invoices i on i.tenant_id = r.tenant_id and i.invoice_id = r.invoice_id
    where r.tenant_id = ${tenant}
      ${invoiceId === undefined ? sql`` : sql`and r.invoice_id = ${invoiceId}`}
      ${customerId === undefined ? sql`` : sql`and r.customer_id = ${customerId}`}
      ${failed === undefined ? sql`` : failed ? sql`and r.failed > 0` : sql`and r.failed = 0`}
      ${place ? sql`and (r.created_at, r.refund_id) < (${place.createdAt}, ${place.id})` : sql``}
    order by r.created_at desc, r.refund_id desc limit ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    refunds: page.map((row) => refundOut(row, theirs)),
    next: last ? cursorText({ createdAt: last.createdAt, id: last.refundId }) : null,
  };
}

function refundOut(row: Row, theirs: boolean) {
  const { amount, returned, failed, withdrawn, settled, failure, createdAt, ...named } = row;
  return {
    ...named,
    amount: Number(amount),
    pending: Number(amount - returned - failed - withdrawn - settled),
    returned: Number(returned),
    failed: Number(failed),
    withdrawn: Number(withdrawn),
    settled: Number(settled),
    failure: theirs ? null : failure,
    createdAt: new Date(createdAt).toISOString(),
  };
}
