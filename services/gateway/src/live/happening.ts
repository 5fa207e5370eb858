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
  number: string | null;
  amount: { amount: number; currency: string } | null;
};

type Passed = { name: string; tenant: string; id: string; at: Date; payload: unknown };
type Told = Pick<Happening, 'type'> & Partial<Pick<Happening, 'customerId' | 'invoiceId' | 'number' | 'amount'>>;
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
reads(invoicing.creditNoteIssued, (e) => ({
  type: 'credit.created',
  ...about(e),
  amount: { amount: e.total, currency: e.currency },
}));
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
  return { id, tenant, at: at.toISOString(), customerId: null, invoiceId: null, number: null, amount: null, ...told };
}
