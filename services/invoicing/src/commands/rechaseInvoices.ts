import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { lookAgain } from '../chasing/planChases.ts';
import { openInvoices } from '../store/chases.ts';

const page = 200;

/** Has each open invoice looked at now, by a timer of its own, so that one that fails keeps no other waiting. */
export async function rechaseInvoices(
  ctx: Context,
  asked: { customer?: string | undefined; after?: string | undefined },
) {
  const invoices = await openInvoices(ctx, asked, page);
  await lookAgain(ctx, invoices, ctx.now);
  const last = invoices.at(-1);
  if (last && invoices.length === page)
    ctx.stage.later(contract.rechaseInvoices, { ...asked, after: last.invoiceId }, ctx.now);
  return { count: invoices.length };
}
