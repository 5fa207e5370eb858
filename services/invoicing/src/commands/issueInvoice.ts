import type { Ask, Context, MessageFacts } from '@purser/bus';
import { invoicing as contract, directory } from '@purser/contracts';
import { isFault } from '@purser/fault';
import type { z } from 'zod';
import { notFound } from '../domain/refusals.ts';
import type { Outside } from '../outside.ts';
import { customerOf } from '../store/lockInvoice.ts';
import { issueDrafts, type Parties } from './issuing.ts';

type Input = z.output<typeof contract.issueInvoice.input>;

/** The draft becomes a debt: frozen whole as the customer gets it, dated and numbered. */
export function issueInvoice(outside: Outside) {
  return {
    gather: (facts: MessageFacts & { ask: Ask }, input: Input) => gather(outside, facts, input),
    plan,
    steps: {},
  };
}

async function gather(
  { runtime, publicUrl }: Outside,
  { tenant, ask }: MessageFacts & { ask: Ask },
  { invoiceId }: Input,
): Promise<Parties> {
  const customerId = await runtime.tenantTx({ tenant }, (tx) => customerOf({ tx, tenant }, invoiceId));
  if (customerId === undefined) throw notFound('invoice');
  const [from, to] = await Promise.all([
    ask.query(directory.getTenant, {}),
    ask.query(directory.getCustomer, { customerId }),
  ]);
  return { from, customers: new Map([[customerId, to]]), publicUrl };
}

async function plan(ctx: Context, { invoiceId, issueDate, send, applyCredit }: Input, parties: Parties) {
  const issued = (await issueDrafts(ctx, [invoiceId], parties, { issueDate, send, applyCredit })).get(invoiceId);
  if (!issued || isFault(issued)) throw issued ?? notFound('invoice');
  // The mail will want the PDF: by then it is there.
  if (send !== false) ctx.stage.send(contract.renderDocument, { documentId: invoiceId });
  const { invoice, number, totals, dueOn, status } = issued;
  const done = { invoiceId, number, total: Number(totals.total), currency: invoice.currency, dueDate: dueOn, status };
  return { done };
}
