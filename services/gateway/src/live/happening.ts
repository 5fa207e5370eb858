import { accounting, directory, invoicing, notifications, payments } from '@purser/contracts';
import { type Event, fullName } from '@purser/message';
import type { z } from 'zod';
import type { LiveType } from '../api/models/live.ts';

/** An event, cut down to what may be told of it. Ids are UUIDs; nothing else of the event goes on from here. */
export type Happening = {
  id: string;
  type: LiveType;
  tenant: string;
  at: string;
  customerId: string | null;
  invoiceId: string | null;
  quoteId: string | null;
  number: string | null;
  amount: { amount: number; currency: string } | null;
};

type Passed = { name: string; tenant: string; id: string; at: Date; payload: unknown };
type Told = Pick<Happening, 'type'> &
  Partial<Pick<Happening, 'customerId' | 'invoiceId' | 'quoteId' | 'number' | 'amount'>>;
type Reader = (payload: unknown) => Told;

const readers = new Map<string, Reader>();
/** The bus has parsed the payload by this very contract. */
function reads<E extends Event>(spec: E, tell: (payload: z.output<E['input']>) => Told): void {
  readers.set(fullName(spec), (payload) => tell(payload as z.output<E['input']>));
}

const customer =
  (type: LiveType) =>
  ({ customerId }: { customerId: string }) => ({ type, customerId });
reads(directory.customerCreated, customer('customer.created'));
reads(directory.customerChanged, customer('customer.changed'));

type OfInvoice = { invoiceId: string; customerId: string; currency: string };
const about = ({ invoiceId, customerId }: OfInvoice) => ({ invoiceId, customerId });
reads(invoicing.invoiceDrafted, (e) => ({
  type: 'invoice.drafted',
  ...about(e),
  amount: { amount: e.total, currency: e.currency },
}));
reads(invoicing.invoiceIssued, (e) => ({
  type: 'invoice.issued',
  ...about(e),
  number: e.number,
  amount: { amount: e.total, currency: e.currency },
}));
reads(invoicing.outsidePaymentRecorded, (e) => ({
  type: 'payment.recorded',
  ...about(e),
  amount: { amount: e.amount, currency: e.currency },
}));
reads(invoicing.invoicePartlyPaid, (e) => ({
  type: 'invoice.partlyPaid',
  ...about(e),
  amount: { amount: e.due, currency: e.currency },
}));
reads(invoicing.invoicePaid, (e) => ({
  type: 'invoice.paid',
  ...about(e),
  amount: { amount: e.paid, currency: e.currency },
}));
reads(invoicing.invoiceVoided, (e) => ({
  type: 'invoice.voided',
  ...about(e),
  amount: { amount: e.total, currency: e.currency },
}));
reads(invoicing.invoiceWrittenOff, (e) => ({
  type: 'invoice.writtenOff',
  ...about(e),
  amount: { amount: e.amount, currency: e.currency },
}));
reads(invoicing.writeOffReversed, (e) => ({
  type: 'invoice.reopened',
  ...about(e),
  amount: { amount: e.amount, currency: e.currency },
}));
reads(invoicing.creditNoteIssued, (e) => ({
  type: 'credit.created',
  ...about(e),
  amount: { amount: e.total, currency: e.currency },
}));
type OfQuote = { quoteId: string; customerId: string; number: string; total: number; currency: string };
const quote =
  (type: LiveType) =>
  ({ quoteId, customerId, number, total, currency }: OfQuote) => ({
    ...{ type, quoteId, customerId, number },
    amount: { amount: total, currency },
  });
reads(invoicing.quoteSent, quote('quote.sent'));
reads(invoicing.quoteAccepted, quote('quote.accepted'));
reads(invoicing.quoteDeclined, quote('quote.declined'));
reads(invoicing.quoteExpired, quote('quote.expired'));
reads(invoicing.quoteWithdrawn, quote('quote.withdrawn'));
reads(invoicing.quoteAskedFor, quote('quote.askedFor'));
reads(invoicing.quoteConverted, quote('quote.converted'));
reads(payments.paymentSucceeded, (e) => ({
  type: 'payment.succeeded',
  ...about(e),
  amount: { amount: e.amount, currency: e.currency },
}));
reads(payments.paymentFailed, (e) => ({
  type: 'payment.failed',
  ...about(e),
  amount: { amount: e.amount, currency: e.currency },
}));
const money = (type: LiveType) => (e: OfInvoice & { amount: number }) => ({
  type,
  ...about(e),
  amount: { amount: e.amount, currency: e.currency },
});
reads(payments.autopayChanged, customer('autopay.changed'));
reads(payments.autopayGaveUp, (e) => ({
  type: 'autopay.gaveUp',
  invoiceId: e.invoiceId,
  customerId: e.customerId,
}));
reads(payments.methodAdded, customer('method.added'));
reads(payments.methodRemoved, customer('method.removed'));
reads(payments.methodExpiring, customer('method.expiring'));
reads(payments.refundSucceeded, money('refund.succeeded'));
reads(payments.refundFailed, money('refund.failed'));
reads(payments.disputeOpened, money('dispute.opened'));
reads(payments.disputeClosed, money('dispute.closed'));
reads(invoicing.paymentReversed, money('payment.reversed'));
reads(payments.attemptCancelled, (e) => ({
  type: 'attempt.cancelled',
  invoiceId: e.invoiceId,
  customerId: e.customerId,
}));
reads(notifications.mailSent, (e) => ({ type: 'mail.sent', invoiceId: e.invoiceId, customerId: e.customerId }));
reads(notifications.mailFailed, (e) => ({ type: 'mail.failed', invoiceId: e.invoiceId, customerId: e.customerId }));
reads(accounting.documentPushed, (e) => ({
  type: 'accounting.pushed',
  invoiceId: e.invoiceId,
  customerId: e.customerId,
}));
reads(accounting.documentFailed, (e) => ({
  type: 'accounting.failed',
  invoiceId: e.invoiceId,
  customerId: e.customerId,
}));

/** @returns undefined for an event that nobody here tells of */
export function happeningOf({ name, tenant, id, at, payload }: Passed): Happening | undefined {
  const told = readers.get(name)?.(payload);
  if (!told) return undefined;
  const nothing = { customerId: null, invoiceId: null, quoteId: null, number: null, amount: null };
  return { id, tenant, at: at.toISOString(), ...nothing, ...told };
}
