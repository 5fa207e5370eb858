import type { Context } from '@purser/bus';
import type { invoicing as contract } from '@purser/contracts';
import type { z } from 'zod';
import { dueOf, statusOf } from '../domain/invoice.ts';
import { readCursor } from '../store/cursor.ts';
import { readPage } from '../store/listInvoices.ts';
import { planAnew } from '../store/planAnew.ts';
import { tenantToday } from '../store/tenantToday.ts';

type Input = z.output<typeof contract.listInvoices.input>;
type Reading = Pick<Context, 'tx' | 'tenant' | 'now' | 'actor'>;

/** Invoices, the newest first. A customer gets their own, and no drafts. */
export async function listInvoices(ctx: Reading, { customerId, status, number, ids, after, limit }: Input) {
  const { actor } = ctx;
  await planAnew(ctx);
  const { today } = await tenantToday(ctx);
  const { invoices, next } = await readPage(ctx, {
    shown: status ?? 'all',
    today,
    customerId: actor.kind === 'customer' ? actor.id : customerId,
    withDrafts: actor.kind !== 'customer',
    number,
    ids,
    after: after === undefined ? undefined : readCursor(after),
    limit,
  });
  return {
    invoices: invoices.map((invoice) => ({
      invoiceId: invoice.invoiceId,
      customerId: invoice.customerId,
      number: invoice.number,
      status: statusOf(invoice, today),
      currency: invoice.currency,
      total: Number(invoice.total),
      due: Number(dueOf(invoice)),
      issueDate: invoice.issuedOn,
      dueDate: invoice.dueOn,
      createdAt: new Date(invoice.createdAt).toISOString(),
    })),
    next,
  };
}
