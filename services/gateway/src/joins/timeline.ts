import { accounting, invoicing, notifications, payments } from '@purser/contracts';
import type { z } from 'zod';
import { shown } from '../api/ids.ts';
import type { TimelineEntryModel, TimelineModel } from '../api/models/timeline.ts';
import type { Gateway } from '../gateway.ts';
import type { Staff } from '../identity/who.ts';
import { gathering } from './settle.ts';

type Told = z.output<typeof invoicing.getTimeline.output>['entries'][number];
type Attempt = z.output<typeof payments.listAttempts.output>['attempts'][number];
type Mail = z.output<typeof notifications.listMails.output>['mails'][number];
type Pushed = z.output<typeof accounting.listDocuments.output>['documents'][number];

/** All that happened to an invoice, told by whoever knows of it; the oldest first. @throws Fault notFound */
export async function readTimeline(g: Gateway, who: Staff, invoiceId: string): Promise<TimelineModel> {
  const parts = gathering(g.log);
  const [told, attempts, mails, pushed] = await Promise.all([
    parts.ask('invoicing', g.client.query(invoicing.getTimeline, { invoiceId }, who)),
    parts.ask('payments', g.client.query(payments.listAttempts, { invoiceId }, who)),
    parts.ask('notifications', g.client.query(notifications.listMails, { invoiceId, limit: 100 }, who)),
    parts.ask('accounting', g.client.query(accounting.listDocuments, { invoiceId, limit: 100 }, who)),
  ]);
  const entries = [
    ...(await Promise.all((told?.entries ?? []).map((entry) => ofInvoicing(g, who, entry)))),
    ...(attempts?.attempts ?? []).map(ofAttempt),
    ...(mails?.mails ?? []).map(ofMail),
    ...(pushed?.documents ?? []).map(ofAccounting),
  ];
  return { entries: entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)), missing: parts.missing() };
}

const titles: Record<Told['what'], string> = {
  drafted: 'Drafted',
  changed: 'Draft changed',
  issued: 'Issued',
  viewed: 'Opened by the customer',
  paymentAllocated: 'Payment received',
  credited: 'Credited',
  voided: 'Voided',
};

async function ofInvoicing(
  g: Gateway,
  who: Staff,
  { at, what, actor, amount, currency, sourceId }: Told,
): Promise<TimelineEntryModel> {
  return {
    at,
    kind: what,
    title: titles[what],
    detail: null,
    actor: { kind: actor.kind, name: await nameOf(g, who, actor) },
    status: null,
    amount: amount === null || currency === null ? null : { amount, currency },
    href: what === 'paymentAllocated' && sourceId ? `/api/v1/payments/${shown('pay', sourceId)}/receipt.pdf` : null,
  };
}

async function nameOf(g: Gateway, who: Staff, { kind, id }: Told['actor']): Promise<string> {
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
  return {
    at: changedAt,
    kind: 'attempt',
    title: attempts[status],
    // Of a payment that went through, what a card before it was refused for is no longer of interest.
    detail: status === 'succeeded' ? null : (declineCode ?? code),
    actor: null,
    status,
    amount: { amount, currency },
    href: null,
  };
}

const mailNames: Record<Mail['kind'], string> = {
  invoiceIssued: 'Invoice',
  invoicePaid: 'Receipt',
  invoicePartlyPaid: 'Receipt',
  paymentFailed: 'Notice of a failed payment',
  signInLink: 'Sign-in link',
  invoiceLink: 'Invoice, once more,',
};
const mailVerbs: Record<Mail['status'], string> = {
  planned: 'to be mailed',
  sending: 'being mailed',
  sent: 'mailed',
  failed: 'could not be mailed',
  dropped: 'not needed any more',
};

function ofMail({ mailId, kind, status, to, problem, createdAt, sentAt }: Mail): TimelineEntryModel {
  return {
    at: sentAt ?? createdAt,
    kind: 'mail',
    title: `${mailNames[kind]} ${mailVerbs[status]}`,
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
