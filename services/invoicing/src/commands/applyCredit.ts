import { localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { decideApplication } from '../domain/applyCredit.ts';
import { dueOf, statusOf } from '../domain/invoice.ts';
import { lockBalance, takeCredit } from '../store/creditBalance.ts';
import { holdsAround } from '../store/holds.ts';
import { type LockedInvoice, lockInvoice } from '../store/lockInvoice.ts';
import { noteOnTimeline } from '../store/timeline.ts';

/** Settles an invoice with credit of its own customer. Nobody can spend the same credit meanwhile. */
export async function applyCredit(ctx: Context, input: z.output<typeof contract.applyCredit.input>) {
  const { applicationId, invoiceId } = input;
  const [invoice, holds] = await Promise.all([lockInvoice(ctx, invoiceId), holdsAround(ctx, invoiceId)]);
  const balance = await lockBalance(ctx, invoice);
  const asked = input.amount === undefined ? undefined : BigInt(input.amount);
  const amount = decideApplication(invoice, { balance, holds, asked });
  const date = localDate(ctx.now, invoice.timeZone);
  if (!(await insertApplication(ctx, invoice, { applicationId, amount, date })))
    throw fault('conflict', 'application_exists', 'There is an application of credit with this id.');
  await takeCredit(ctx, invoice, amount);
  await noteOnTimeline(ctx, invoice, { what: 'creditApplied', amount, sourceId: applicationId });
  const settled = { ...invoice, creditApplied: invoice.creditApplied + amount };
  const due = Number(dueOf(settled));
  const ofInvoice = { invoiceId, customerId: invoice.customerId, currency: invoice.currency };
  ctx.stage.send(contract.creditApplied, { ...ofInvoice, applicationId, amount: Number(amount), date, due });
  const paid = Number(settled.paid + settled.creditApplied);
  if (due === 0) ctx.stage.send(contract.invoicePaid, { ...ofInvoice, paid });
  else ctx.stage.send(contract.invoicePartlyPaid, { ...ofInvoice, paid, due });
  return { applicationId, applied: Number(amount), due, status: statusOf(settled, date) };
}

/** @returns false when the id is taken */
async function insertApplication(
  { tx, tenant, now }: Context,
  { invoiceId, customerId, currency }: LockedInvoice,
  { applicationId, amount, date }: { applicationId: string; amount: bigint; date: string },
): Promise<boolean> {
  const made = await tx.sql`
    insert into credit_applications (tenant_id, application_id, invoice_id, customer_id, amount, currency, applied_on, created_at)
    values (${tenant}, ${applicationId}, ${invoiceId}, ${customerId}, ${amount}, ${currency}, ${date}, ${now.toISOString()})
    on conflict (tenant_id, application_id) do nothing`;
  if (made.count === 0) return false;
  await tx.sql`
    update invoices set credit_applied = credit_applied + ${amount}
    where tenant_id = ${tenant} and invoice_id = ${invoiceId}`;
  return true;
}
