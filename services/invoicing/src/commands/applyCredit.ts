import { localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import type { invoicing as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { decideApplication } from '../domain/applyCredit.ts';
import { dueOf, statusOf } from '../domain/invoice.ts';
import { settleWithCredit } from '../store/creditApplications.ts';
import { lockBalance } from '../store/creditBalance.ts';
import { holdsAround } from '../store/holds.ts';
import { lockInvoice } from '../store/lockInvoice.ts';

/** Settles an invoice with credit of its own customer. Nobody can spend the same credit meanwhile. */
export async function applyCredit(ctx: Context, input: z.output<typeof contract.applyCredit.input>) {
  const { applicationId, invoiceId } = input;
  const [invoice, holds] = await Promise.all([lockInvoice(ctx, invoiceId), holdsAround(ctx, invoiceId)]);
  const balance = await lockBalance(ctx, invoice);
  const asked = input.amount === undefined ? undefined : BigInt(input.amount);
  const amount = decideApplication(invoice, { balance, holds, asked });
  const date = localDate(ctx.now, invoice.timeZone);
  const [settled] = await settleWithCredit(ctx, [{ applicationId, invoice, amount, date }]);
  if (!settled) throw fault('conflict', 'application_exists', 'There is an application of credit with this id.');
  return { applicationId, applied: Number(amount), due: Number(dueOf(settled)), status: statusOf(settled, date) };
}
