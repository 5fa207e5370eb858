import { daysBetween } from '@purser/billing';
import type { Context } from '@purser/bus';
import type { invoicing as contract } from '@purser/contracts';
import type { z } from 'zod';
import { owedPage } from '../store/owed.ts';
import { planAnew } from '../store/planAnew.ts';
import { tenantToday } from '../store/tenantToday.ts';

/** The invoices that a figure of the ageing report is made of. */
export async function listOwed(
  ctx: Pick<Context, 'tx' | 'tenant' | 'now'>,
  asked: z.output<typeof contract.listOwed.input>,
) {
  await planAnew(ctx);
  const { today } = await tenantToday(ctx);
  const { invoices, next } = await owedPage(ctx, { ...asked, today });
  return {
    on: today,
    invoices: invoices.map(({ total, due, ...invoice }) => ({
      ...invoice,
      daysLate: daysBetween(invoice.dueDate, today),
      total: Number(total),
      due: Number(due),
    })),
    next,
  };
}
