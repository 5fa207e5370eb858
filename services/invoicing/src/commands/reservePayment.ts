import type { Context } from '@purser/bus';
import type { invoicing as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { decideReserve } from '../domain/reserve.ts';
import { holdsAround, insertHold } from '../store/holds.ts';
import { lockInvoice } from '../store/lockInvoice.ts';

/** Holds what an attempt may take. Until the attempt ends nobody else may take, void or credit. */
export async function reservePayment(ctx: Context, input: z.output<typeof contract.reservePayment.input>) {
  const { invoiceId, attemptId, customerId } = input;
  const asked = { attemptId, customerId, amount: input.amount === null ? null : BigInt(input.amount) };
  const [invoice, holds] = await Promise.all([lockInvoice(ctx, invoiceId), holdsAround(ctx, invoiceId, attemptId)]);
  const { amount, isNew } = decideReserve(invoice, holds, asked);
  if (isNew && !(await insertHold(ctx, { attemptId, invoice }, amount)))
    throw fault('conflict', 'attempt_elsewhere', 'This attempt is for another invoice.');
  return {
    invoiceId,
    customerId: invoice.customerId,
    number: invoice.number ?? '',
    amount: Number(amount),
    currency: invoice.currency,
  };
}
