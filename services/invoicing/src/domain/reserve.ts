import { type Fault, fault } from '@purser/fault';
import { type Invoice, isDraft, owedOf } from './invoice.ts';
import { notFound } from './refusals.ts';

export type Hold = { attemptId: string; invoiceId: string; amount: bigint; ended: boolean };
/** `amount` null asks for all that is due; `customerId` null when nobody but staff or a service asks. */
export type Asked = { attemptId: string; amount: bigint | null; customerId: string | null };

/**
 * What an attempt may take, given the holds that are its own or lie on the invoice. An attempt that asks again gets what
 * it has.
 * @throws Fault notFound for another customer's invoice; conflict when another attempt holds it, or the attempt has
 * ended or asks for another amount; rejected when nothing, or less, is due.
 */
export function decideReserve(
  invoice: Invoice,
  holds: readonly Hold[],
  asked: Asked,
): { amount: bigint; isNew: boolean } {
  if (asked.customerId !== null && asked.customerId !== invoice.customerId) throw notFound('invoice');
  const own = holds.find(({ attemptId }) => attemptId === asked.attemptId);
  if (own) return { amount: heldAgain(invoice, own, asked), isNew: false };
  if (isDraft(invoice)) throw fault('rejected', 'invoice_draft', 'A draft takes no payment.');
  if (invoice.voidedOn !== null)
    throw fault('rejected', 'invoice_void', 'This invoice was voided and takes no payment.');
  const other = openHold(holds);
  if (other) throw held('conflict', other);
  // A write-off is the tenant's affair: whoever pays all the same, may.
  const due = owedOf(invoice);
  if (due === 0n) throw fault('rejected', 'nothing_due', 'Nothing is due on this invoice.');
  if (asked.amount !== null && asked.amount > due) {
    const errors = [{ path: 'amount', code: 'exceeds_due', message: `At most ${due} minor units are due.` }];
    throw fault('rejected', 'amount_exceeds_due', 'This is more than is due.', { errors });
  }
  return { amount: asked.amount ?? due, isNew: true };
}

function heldAgain(invoice: Invoice, own: Hold, { amount }: Asked): bigint {
  if (own.invoiceId !== invoice.invoiceId)
    throw fault('conflict', 'attempt_elsewhere', 'This attempt is for another invoice.');
  if (own.ended) throw fault('conflict', 'attempt_ended', 'This attempt has ended.');
  if (amount !== null && amount !== own.amount)
    throw fault('conflict', 'amount_differs', 'This attempt holds another amount.');
  return own.amount;
}

export function openHold(holds: readonly Hold[]): Hold | undefined {
  return holds.find(({ ended }) => !ended);
}

/** Which attempt it is stays in our logs: it may be another person's. */
export function held(kind: 'conflict' | 'rejected', { attemptId }: Hold): Fault {
  return fault(kind, 'payment_in_progress', 'A payment of this invoice is under way; wait until it has ended.', {
    internal: `held by attempt ${attemptId}`,
  });
}
