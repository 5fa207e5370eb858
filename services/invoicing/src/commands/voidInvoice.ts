import { localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { checkVoid } from '../domain/void.ts';
import { holdsAround } from '../store/holds.ts';
import { lockInvoice } from '../store/lockInvoice.ts';
import { noteOnTimeline } from '../store/timeline.ts';

/** Takes back an invoice that nobody has paid. Its number stays used. */
export async function voidInvoice(ctx: Context, { invoiceId, reason }: { invoiceId: string; reason: string }) {
  const { tx, tenant, now, stage, keys } = ctx;
  const [invoice, holds] = await Promise.all([lockInvoice(ctx, invoiceId), holdsAround(ctx, invoiceId)]);
  checkVoid(invoice, holds);
  const { customerId, currency, net, tax, total } = invoice;
  const date = localDate(now, invoice.timeZone);
  const sealedReason = (await keys(customerId)).seal('invoice.voidReason', invoiceId, reason);
  await tx.sql`
    update invoices set voided_on = ${date}, void_reason = ${sealedReason}
    where tenant_id = ${tenant} and invoice_id = ${invoiceId}`;
  await noteOnTimeline(ctx, invoice, { what: 'voided', amount: total });
  const sums = { net: Number(net), tax: Number(tax), total: Number(total) };
  stage.send(contract.invoiceVoided, { invoiceId, customerId, currency, date, ...sums });
  return { invoiceId, status: 'void' as const };
}
