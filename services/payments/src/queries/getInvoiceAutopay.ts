import type { Context } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import type { z } from 'zod';
import { toldToPayer } from '../domain/decline.ts';
import { readingCustomer } from '../reader.ts';
import { autopayOf } from '../store/autopay.ts';
import { type Bill, findBill } from '../store/bills.ts';
import { type ListedTry, triesOf } from '../store/tries.ts';

type Output = z.input<typeof contract.getInvoiceAutopay.output>;

/** How far it is with charging an invoice by itself. Its customer sees no more of a bank's reasons than is good for a thief to know. */
export async function getInvoiceAutopay(
  ctx: Pick<Context, 'tx' | 'tenant' | 'actor'>,
  { invoiceId }: { invoiceId: string },
): Promise<Output> {
  const isCustomer = readingCustomer(ctx.actor) !== undefined;
  const bill = await findBill(ctx, invoiceId);
  if (!bill) return { on: false, state: 'none', why: null, nextOn: null, endsOn: null, tries: [] };
  const autopay = await autopayOf(ctx.tx, bill.customerId);
  const tries = await triesOf(ctx.tx, invoiceId);
  const on = autopay?.active ?? false;
  return {
    on,
    state: stateOf(bill),
    why: isCustomer && bill.stopped === 'never' ? 'ask' : bill.stopped,
    nextOn: on ? bill.nextOn : null,
    endsOn: bill.endsOn,
    tries: tries.map((each) => (isCustomer ? tactful(viewOf(each)) : viewOf(each))),
  };
}

function stateOf({ done, endedAt, stopped }: Bill): Output['state'] {
  if (done) return 'done';
  if (endedAt !== null) return 'ended';
  return stopped === null ? 'planned' : 'stopped';
}

type View = Output['tries'][number];

function viewOf({ attemptId, step, begunAt, outcome, ...told }: ListedTry): View {
  const { verdict, code, declineCode, adviceCode, nextOn, brand, last4 } = told;
  const at = begunAt.toISOString();
  return {
    ...{ attemptId, try: step + 1, at, outcome: outcome === 'dropped' ? null : outcome },
    ...{ verdict, code, declineCode, adviceCode, nextOn, brand, last4 },
  };
}

const tactful = (view: View): View => ({
  ...view,
  verdict: view.verdict === 'never' || view.verdict === 'refused' ? 'ask' : view.verdict,
  code: toldToPayer(view.code),
  declineCode: toldToPayer(view.declineCode),
  adviceCode: null,
});
