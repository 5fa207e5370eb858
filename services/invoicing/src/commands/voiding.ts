import { localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { type Fault, toFault } from '@purser/fault';
import { notFound } from '../domain/refusals.ts';
import { checkVoid } from '../domain/void.ts';
import { openHoldsOn } from '../store/holds.ts';
import { type LockedInvoice, lockDrafts } from '../store/lockInvoice.ts';
import { takeTaxesBack } from '../store/taxEntries.ts';
import { noteOnTimelines } from '../store/timeline.ts';

// Taking back one invoice by hand and many by a run are the same work.

type Voiding = { invoice: LockedInvoice; sealed: string };

/** Takes back invoices that nobody has paid. One that cannot be stays as it is and keeps nobody back; a number stays used. */
export async function voidInvoices(
  ctx: Context,
  invoiceIds: readonly string[],
  reason: string,
): Promise<Map<string, LockedInvoice | Fault>> {
  const locked = await lockDrafts(ctx, invoiceIds);
  const holds = await openHoldsOn(ctx, invoiceIds);
  await Promise.all([...locked.values()].map(({ invoice }) => ctx.keys(invoice.customerId)));
  const outcomes = new Map<string, LockedInvoice | Fault>();
  const going: Voiding[] = [];
  for (const id of invoiceIds) {
    try {
      const invoice = locked.get(id)?.invoice;
      if (!invoice) throw notFound('invoice');
      checkVoid(invoice, holds.get(id) ?? []);
      const ring = await ctx.keys(invoice.customerId);
      const sealed = ring.seal('invoice.voidReason', id, reason).toString('base64');
      going.push({ invoice, sealed });
      outcomes.set(id, invoice);
    } catch (error) {
      outcomes.set(id, toFault(error));
    }
  }
  await takeBack(ctx, going, reason);
  return outcomes;
}

async function takeBack(ctx: Context, going: readonly Voiding[], reason: string): Promise<void> {
  const { tx, tenant, now, stage } = ctx;
  const [first] = going;
  if (!first) return;
  const ids = going.map(({ invoice }) => invoice.invoiceId);
  const date = localDate(now, first.invoice.timeZone);
  await tx.sql`
    update invoices i set voided_on = ${date}, void_reason = decode(u.reason, 'base64')
    from unnest(${ids}::uuid[], ${going.map(({ sealed }) => sealed)}::text[]) as u(id, reason)
    where i.tenant_id = ${tenant} and i.invoice_id = u.id`;
  await takeTaxesBack(ctx, ids, date);
  await noteOnTimelines(
    ctx,
    going.map(({ invoice }) => ({ invoice, what: 'voided', amount: invoice.total, text: reason })),
  );
  for (const { invoice } of going) {
    const { invoiceId, customerId, currency, net, tax, total } = invoice;
    const sums = { net: Number(net), tax: Number(tax), total: Number(total) };
    stage.send(contract.invoiceVoided, { invoiceId, customerId, currency, date, ...sums });
  }
}
