import { localDate } from '@purser/billing';
import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import { payments as contract, directory } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { openAttemptOf } from '../../store/attempts.ts';
import { lockBill, restartBill, stopBill } from '../../store/bills.ts';
import { findTry } from '../../store/tries.ts';

type Input = z.output<typeof contract.setInvoiceAutopay.input>;
type Output = z.input<typeof contract.setInvoiceAutopay.output>;

/** Staff stop the tries of one invoice, whatever the policy says, or have them begin anew with the coming run. */
export const setInvoiceAutopay = {
  gather: async ({ ask, now }: Pick<MessageFacts, 'now'> & { ask: Ask }) =>
    localDate(now, (await ask.query(directory.getTenant, {})).timeZone),
  plan: async (ctx: Context, { invoiceId, on }: Input, today: string): Promise<Next<Output>> => {
    const bill = await lockBill(ctx, invoiceId);
    if (!bill) throw fault('notFound', 'invoice_not_found', 'There is no such invoice.');
    if (bill.done) throw fault('rejected', 'not_automatic', 'This invoice is not charged automatically.');
    if (!on) await stop(ctx, invoiceId);
    else if (bill.stopped !== null) await restartBill(ctx, invoiceId, today);
    return { done: { invoiceId, on } };
  },
  steps: {},
};

/** What the last try left open for its customer would hold the invoice for a day or more: it is given up as well. */
async function stop(ctx: Context, invoiceId: string): Promise<void> {
  await stopBill(ctx, invoiceId, { stopped: 'staff', endsOn: null });
  const open = await openAttemptOf(ctx.tx, invoiceId);
  const tried = open && (await findTry(ctx.tx, open.attemptId));
  if (tried?.outcome === 'refused') ctx.stage.send(contract.cancelAttempt, { attemptId: tried.attemptId });
}
