import { accounting, invoicing, notifications, payments } from '@purser/contracts';
import { definitionOf } from '@purser/mailtemplate';
import type { z } from 'zod';
import { shown } from '../api/ids.ts';
import type { TimelineEntryModel, TimelineModel } from '../api/models/timeline.ts';
import type { Gateway } from '../gateway.ts';
import type { Staff } from '../identity/who.ts';
import { bankWords } from '../portal/declines.ts';
import { gathering } from './settle.ts';
import { ofTry } from './timelineTry.ts';

type Told = z.output<typeof invoicing.getTimeline.output>['entries'][number];
type Attempt = z.output<typeof payments.listAttempts.output>['attempts'][number];
type Mail = z.output<typeof notifications.listMails.output>['mails'][number];
type Pushed = z.output<typeof accounting.listDocuments.output>['documents'][number];

/** All that happened to an invoice, told by whoever knows of it; the oldest first. @throws Fault notFound */
export async function readTimeline(g: Gateway, who: Staff, invoiceId: string): Promise<TimelineModel> {
  const parts = gathering(g.log);
  const [told, attempts, autopay, mails, pushed] = await Promise.all([
    parts.ask('invoicing', g.client.query(invoicing.getTimeline, { invoiceId }, who)),
    parts.ask('payments', g.client.query(payments.listAttempts, { invoiceId }, who)),
    parts.ask('payments', g.client.query(payments.getInvoiceAutopay, { invoiceId }, who)),
    parts.ask('notifications', g.client.query(notifications.listMails, { invoiceId, limit: 100 }, who)),
    parts.ask('accounting', g.client.query(accounting.listDocuments, { invoiceId, limit: 100 }, who)),
  ]);
  const entries = [
    ...(await Promise.all((told?.entries ?? []).map((entry) => ofInvoicing(g, who, entry)))),
    ...(attempts?.attempts ?? []).map((attempt) => {
      const tried = autopay?.tries.find(({ attemptId }) => attemptId === attempt.attemptId);
      return tried ? ofTry(attempt, tried) : ofAttempt(attempt);
    }),
    ...(mails?.mails ?? []).map(ofMail),
    ...(pushed?.documents ?? []).map(ofAccounting),
  ];
  return { entries: entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)), missing: parts.missing() };
}

export const invoiceTitles: Record<Told['what'], string> = {
  drafted: 'Drafted',
  changed: 'Draft changed',
  issued: 'Issued',
  viewed: 'Opened by the customer',
  paymentAllocated: 'Payment received',
  creditApplied: 'Credit applied',
  credited: 'Credited',
  refundAsked: 'Refund asked for',
  refunded: 'Refunded',
  refundFailed: 'The refund could not be sent',
  refundRetried: 'The refund is sent again',
  refundWithdrawn: 'The refund became credit',
  refundSettled: 'Refunded another way',
  paymentReversed: 'Payment taken back',
  creditReversed: 'Credit taken back',
  disputeOpened: 'Disputed by the customer’s bank',
  disputeWon: 'Dispute won',
  disputeLost: 'Dispute lost',
  disputeClosed: 'Dispute closed',
  chasingResumed: 'Reminders resumed',
  writtenOff: 'Written off as uncollectible',
  reopened: 'Reopened',
  recovered: 'Came in after it was written off',
  noted: 'Note',
  voided: 'Voided',
  reminded: 'Reminded',
  lateFeeCharged: 'Late fee charged',
  lateFeeFor: 'A fee for another invoice that is late',
  recurred: 'Made by a recurring invoice',
};

/** Where what an entry speaks of is shown. */
const places: Partial<Record<Told['what'], (sourceId: string) => string>> = {
  paymentAllocated: (id) => `/api/v1/payments/${shown('pay', id)}/receipt.pdf`,
  lateFeeCharged: (id) => `/admin/invoices/${shown('inv', id)}`,
  lateFeeFor: (id) => `/admin/invoices/${shown('inv', id)}`,
  recurred: (id) => `/admin/recurring/${shown('rec', id)}`,
};

async function ofInvoicing(
  g: Gateway,
  who: Staff,
  { at, what, actor, amount, currency, sourceId, text }: Told,
): Promise<TimelineEntryModel> {
  return {
    at,
    kind: what,
    title: invoiceTitles[what],
    detail: text,
    actor: { kind: actor.kind, name: await nameOf(g, who, actor) },
    status: null,
    amount: amount === null || currency === null ? null : { amount, currency },
    href: sourceId === null ? null : (places[what]?.(sourceId) ?? null),
  };
}

/** Who did it, in words. */
export async function nameOf(g: Gateway, who: Staff, { kind, id }: Told['actor']): Promise<string> {
  if (kind === 'staff') return (await g.names.ofActor(who.tenant, id)) ?? 'A former member of staff';
  if (kind === 'customer') return (await g.names.ofCustomers(who, [id])).get(id)?.name ?? 'The customer';
  return kind === 'service' ? 'Purser' : 'Somebody';
}

const attempts: Record<Attempt['status'], string> = {
  planned: 'Payment begun',
  created: 'Payment begun',
  processing: 'Payment under way',
  requiresAction: 'Payment waits for the payer’s bank',
  succeeded: 'Payment taken',
  failed: 'Payment declined',
  cancelled: 'Payment given up',
};

function ofAttempt({ status, amount, currency, declineCode, code, changedAt }: Attempt): TimelineEntryModel {
  const refusal = declineCode ?? code;
  // It may still be paid with another card.
  const declined = status === 'created' && refusal !== null;
  return {
    at: changedAt,
    kind: 'attempt',
    title: declined ? attempts.failed : attempts[status],
    // Of a payment that went through, what a card before it was refused for is no longer of interest.
    detail: status === 'succeeded' || refusal === null ? null : bankWords(refusal),
    actor: null,
    status: declined ? 'declined' : status,
    amount: { amount, currency },
    href: null,
  };
}

const mailVerbs: Record<Mail['status'], string> = {
  planned: 'to be mailed',
  sending: 'being mailed',
  sent: 'mailed',
  bounced: 'came back',
  failed: 'could not be mailed',
  dropped: 'not needed any more',
};

export function ofMail({ mailId, kind, status, to, problem, createdAt, sentAt }: Mail): TimelineEntryModel {
  return {
    at: sentAt ?? createdAt,
    kind: 'mail',
    title: `${definitionOf(kind).title}: ${mailVerbs[status]}`,
    // Before it is written it has no address.
    detail: problem ?? (to === '' ? null : `To ${to}`),
    actor: null,
    status,
    amount: null,
    href: `/admin/mails/${shown('eml', mailId)}`,
  };
}

const pushedTitles: Record<Pushed['kind'], string> = {
  contact: 'Contact in the books',
  invoice: 'Invoice in the books',
  payment: 'Payment in the books',
};

function ofAccounting({ kind, state, problem, updatedAt, pushedAt }: Pushed): TimelineEntryModel {
  return {
    at: pushedAt ?? updatedAt,
    kind: 'accounting',
    title: pushedTitles[kind],
    detail: problem,
    actor: null,
    status: state,
    amount: null,
    href: null,
  };
}
