import { invoicing, payments } from '@purser/contracts';
import { newId } from '@purser/message';
import { type Message, said } from './books.ts';

/** What a history must leave in the books, account by account; debits positive. */
export type Standing = Record<string, number>;

/**
 * One invoice's life, told as its owners tell it: issued, paid 1,000 too much, half of its net credited afterwards, the
 * fee known in the end.
 */
export function paidInvoice(tenant: string, net = 10_000, tax = 2_000, issueDate = '2026-03-01') {
  const total = net + tax;
  const [invoiceId, customerId, paymentId, creditNoteId] = [newId(), newId(), newId(), newId()];
  const of = { invoiceId, customerId, currency: 'GBP' };
  const over = 1_000;
  const half = { net: net / 2, tax: tax / 2, total: total / 2, offBalance: 0, toCredit: total / 2 };
  const credit = { customerId, currency: 'GBP' };
  const messages: Message[] = [
    said(invoicing.invoiceIssued, tenant, {
      ...of,
      number: 'NW-1',
      issueDate,
      dueDate: '2026-03-15',
      net,
      tax,
      total,
      taxes: [],
    }),
    said(payments.paymentSucceeded, tenant, {
      ...of,
      attemptId: newId(),
      paymentId,
      amount: total + over,
      receivedAt: '2026-03-31T23:30:00.000Z',
      paymentIntentId: 'pi_1',
      chargeId: 'ch_1',
    }),
    said(invoicing.paymentAllocated, tenant, { ...of, paymentId, amount: total, date: '2026-04-01' }),
    said(invoicing.creditCreated, tenant, {
      ...credit,
      amount: over,
      date: '2026-04-01',
      source: 'payment',
      sourceId: paymentId,
    }),
    said(invoicing.creditNoteIssued, tenant, { ...of, creditNoteId, number: 'CN-1', date: '2026-04-02', ...half }),
    said(invoicing.creditCreated, tenant, {
      ...credit,
      amount: half.toCredit,
      date: '2026-04-02',
      source: 'creditNote',
      sourceId: creditNoteId,
    }),
    said(
      payments.paymentFeeKnown,
      tenant,
      {
        paymentId,
        currency: 'GBP',
        gross: total + over,
        fee: 400,
        net: total + over - 400,
        balanceTransactionId: 'txn_1',
        availableAt: '2026-04-07T00:00:00.000Z',
      },
      '2026-04-01T00:10:00.000Z',
    ),
  ];
  const standing: Standing = {
    customerCredit: -over - half.toCredit,
    receivables: 0,
    revenue: -net / 2,
    stripeClearing: total + over - 400,
    stripeFees: 400,
    taxPayable: -tax / 2,
    unappliedCash: 0,
  };
  return { invoiceId, paymentId, creditNoteId, messages, standing };
}

/** Entries that a paid invoice's seven messages book: all but the credit that its credit note has booked. */
export const entriesOfPaidInvoice = 6;

/** An invoice that was paid by bank transfer, with 500 too much. */
export function transferredInvoice(tenant: string, date = '2026-03-10') {
  const [invoiceId, customerId, paymentId] = [newId(), newId(), newId()];
  const of = { invoiceId, customerId, currency: 'GBP' };
  const messages = [
    said(invoicing.invoiceIssued, tenant, {
      ...of,
      number: 'NW-3',
      issueDate: '2026-02-20',
      dueDate: '2026-03-15',
      net: 3_000,
      tax: 600,
      total: 3_600,
      taxes: [],
    }),
    said(invoicing.outsidePaymentRecorded, tenant, { ...of, paymentId, amount: 4_100, method: 'bankTransfer', date }),
    said(invoicing.paymentAllocated, tenant, { ...of, paymentId, amount: 3_600, date, due: 0 }),
    said(invoicing.creditCreated, tenant, {
      customerId,
      currency: 'GBP',
      amount: 500,
      date,
      source: 'payment',
      sourceId: paymentId,
    }),
  ];
  const standing: Standing = {
    bank: 4_100,
    customerCredit: -500,
    receivables: 0,
    revenue: -3_000,
    taxPayable: -600,
    unappliedCash: 0,
  };
  return { invoiceId, paymentId, messages, standing };
}

/** An invoice that was issued and voided. */
export function voidedInvoice(tenant: string, net: number, tax: number): Message[] {
  const of = { invoiceId: newId(), customerId: newId(), currency: 'EUR' };
  const amounts = { net, tax, total: net + tax };
  return [
    said(invoicing.invoiceIssued, tenant, {
      ...of,
      ...amounts,
      number: 'NW-2',
      issueDate: '2026-03-05',
      dueDate: '2026-03-20',
      taxes: [],
    }),
    said(invoicing.invoiceVoided, tenant, { ...of, ...amounts, date: '2026-03-06' }),
  ];
}

/** A repeatable disorder: the same seed gives the same order. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return items
    .map((item) => ({ item, at: next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
