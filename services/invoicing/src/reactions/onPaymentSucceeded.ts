import { localDate } from '@purser/billing';
import { type Context, notYet } from '@purser/bus';
import { invoicing as contract, type payments } from '@purser/contracts';
import type { z } from 'zod';
import { dueOf, isDraft } from '../domain/invoice.ts';
import { decideSettlement } from '../domain/settle.ts';
import { addCredit } from '../store/addCredit.ts';
import { allocate, isApplied } from '../store/allocations.ts';
import { endHold } from '../store/holds.ts';
import { findAndLockInvoice, type LockedInvoice } from '../store/lockInvoice.ts';

type Succeeded = z.output<typeof payments.paymentSucceeded.input>;

/** Every unit that came in settles the invoice or becomes credit. A payment counts once, however often it is told. */
export async function onPaymentSucceeded(ctx: Context, payment: Succeeded): Promise<void> {
  const { paymentId, invoiceId, attemptId, customerId, currency } = payment;
  const [invoice, applied] = await Promise.all([findAndLockInvoice(ctx, invoiceId), isApplied(ctx, paymentId)]);
  if (!invoice || isDraft(invoice)) throw notYet(`invoice:${invoiceId}`);
  if (applied) return;
  const { allocated, credit } = decideSettlement(invoice, { customerId, currency, amount: BigInt(payment.amount) });
  const date = localDate(new Date(payment.receivedAt), invoice.timeZone);
  await endHold(ctx, { attemptId, invoice });
  if (allocated > 0n) await settle(ctx, invoice, { paymentId, amount: allocated, date });
  if (credit > 0n) {
    await addCredit(ctx, { customerId, currency, amount: credit, date, source: 'payment', sourceId: paymentId });
    ctx.log.warn({ tenant: ctx.tenant, invoice: invoiceId, payment: paymentId }, 'money came in beyond what was due');
  }
}

type Part = { paymentId: string; amount: bigint; date: string };

async function settle(ctx: Context, invoice: LockedInvoice, part: Part): Promise<void> {
  const { invoiceId, customerId, currency } = invoice;
  await allocate(ctx, invoice, part);
  const ofInvoice = { invoiceId, customerId, currency };
  const { paymentId, date } = part;
  ctx.stage.send(contract.paymentAllocated, { ...ofInvoice, paymentId, amount: Number(part.amount), date });
  const paid = Number(invoice.paid + part.amount);
  const due = Number(dueOf(invoice) - part.amount);
  if (due === 0) ctx.stage.send(contract.invoicePaid, { ...ofInvoice, paid });
  else ctx.stage.send(contract.invoicePartlyPaid, { ...ofInvoice, paid, due });
}
