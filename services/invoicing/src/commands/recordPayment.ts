import { localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { statusOf } from '../domain/invoice.ts';
import { checkOutsidePayment } from '../domain/outsidePayment.ts';
import { settlePayment } from '../settlePayment.ts';
import { isApplied } from '../store/allocations.ts';
import { type LockedInvoice, lockInvoice } from '../store/lockInvoice.ts';

type Input = z.output<typeof contract.recordPayment.input>;

/**
 * Money that came another way than through Stripe. An attempt that holds the invoice keeps its hold: when its money comes too,
 * that is credit.
 */
export async function recordPayment(ctx: Context, input: Input) {
  const { invoiceId, paymentId, method, receivedOn, receipt } = input;
  const [invoice, applied] = await Promise.all([lockInvoice(ctx, invoiceId), isApplied(ctx, paymentId)]);
  const today = localDate(ctx.now, invoice.timeZone);
  checkOutsidePayment(invoice, receivedOn, today);
  if (applied || !(await insertOutsidePayment(ctx, invoice, input)))
    throw fault('conflict', 'payment_exists', 'There is a payment with this id.');
  const { customerId, currency } = invoice;
  ctx.stage.send(contract.outsidePaymentRecorded, {
    invoiceId,
    customerId,
    currency,
    paymentId,
    amount: input.amount,
    method,
    date: receivedOn,
  });
  const { allocated, credit, recovered } = await settlePayment(ctx, invoice, {
    paymentId,
    customerId,
    currency,
    amount: BigInt(input.amount),
    date: receivedOn,
    method,
    receipt,
  });
  const status = statusOf(
    { ...invoice, paid: invoice.paid + allocated, writtenOff: invoice.writtenOff - recovered },
    today,
  );
  return { paymentId, allocated: Number(allocated), credit: Number(credit), status };
}

/** The reference of somebody who was erased is not kept; their money is. @returns false when the id is taken. */
async function insertOutsidePayment(
  { tx, tenant, now, keys }: Context,
  { customerId, currency }: LockedInvoice,
  { paymentId, invoiceId, amount, method, receivedOn, reference }: Input,
): Promise<boolean> {
  const ring = reference === undefined ? undefined : await keys(customerId);
  const sealed =
    reference && ring && !ring.destroyed ? ring.seal('outsidePayment.reference', paymentId, reference) : null;
  const made = await tx.sql`
    insert into outside_payments (tenant_id, payment_id, invoice_id, customer_id, amount, currency, method, received_on,
      reference, created_at)
    values (${tenant}, ${paymentId}, ${invoiceId}, ${customerId}, ${amount}, ${currency}, ${method}, ${receivedOn}, ${sealed},
      ${now.toISOString()})
    on conflict (tenant_id, payment_id) do nothing`;
  return made.count === 1;
}
