import { localDate } from '@purser/billing';
import { accounting, directory, invoicing, payments, plumbingOf, reporting, type ServiceName } from '@purser/contracts';
import type { z } from 'zod';
import { shown } from '../api/ids.ts';
import type { AttentionItemModel, DashboardModel } from '../api/models/dashboard.ts';
import { invoiceSummaryView } from '../api/views/invoice.ts';
import { paymentView } from '../api/views/payment.ts';
import type { Gateway } from '../gateway.ts';
import type { Staff } from '../identity/who.ts';
import { readConnectAttention } from './connectAttention.ts';
import { readGoingBack } from './goingBackAttention.ts';
import { readMailAttention } from './mailAttention.ts';
import { readReconciliation } from './reconciliationAttention.ts';
import { ofRecurring, recurringCustomers } from './recurringAttention.ts';
import { type Gathering, gathering } from './settle.ts';
import { readStoppedBills } from './stoppedBills.ts';
import { ofUnfinished } from './unfinished.ts';

/** The services that keep a ledger which staff may look into. */
export const ledgers: readonly ServiceName[] = [
  'directory',
  'invoicing',
  'payments',
  'notifications',
  'accounting',
  'reporting',
];

/** How the tenant stands now. Who does not answer is named, and the rest is shown. */
export async function readDashboard(g: Gateway, who: Staff): Promise<DashboardModel> {
  const parts = gathering(g.log);
  const tenant = await g.client.query(directory.getTenant, {}, who);
  const today = localDate(g.clock.business(), tenant.timeZone);
  const figures = { to: today, months: 12, into: tenant.currency };
  const [receivables, monthly, invoices, paid, attention, recurring, unfinished, connect] = await Promise.all([
    parts.ask('invoicing', g.client.query(invoicing.getReceivables, {}, who)),
    parts.ask('reporting', g.client.query(reporting.getMonthlyFigures, figures, who)),
    parts.ask('invoicing', g.client.query(invoicing.listInvoices, { limit: 5 }, who)),
    parts.ask('payments', g.client.query(payments.listPayments, { limit: 5 }, who)),
    troubles(g, who, parts),
    parts.ask('invoicing', g.client.query(invoicing.getRecurringAttention, {}, who)),
    parts.ask('invoicing', g.client.query(invoicing.getUnfinished, {}, who)),
    readConnectAttention(g, who, parts),
  ]);
  const overdue = receivables?.overdue ?? [];
  const names = await g.names.ofCustomers(who, [
    ...overdue.map((each) => each.customerId),
    ...(invoices?.invoices ?? []).map((each) => each.customerId),
    ...(paid?.payments ?? []).map((each) => each.customerId),
    ...(recurring ? recurringCustomers(recurring) : []),
    ...(unfinished?.fees ?? []).map((each) => each.customerId),
  ]);
  const months = monthly?.months ?? [];
  const thisMonth = `${today.slice(0, 7)}-01`;
  return {
    currency: tenant.currency,
    currencies: receivables?.currencies ?? [],
    months,
    converted: monthly?.converted ?? [],
    collectedThisMonth: months
      .filter(({ month }) => month === thisMonth)
      .map(({ collected, currency }) => ({ amount: collected, currency })),
    attention: [
      ...connect,
      ...(unfinished ? ofUnfinished(unfinished, names) : []),
      ...overdue.map((each) => ofOverdue(each, names.get(each.customerId)?.name)),
      ...(recurring ? ofRecurring(recurring, names) : []),
      ...attention,
    ],
    recent: {
      invoices: (invoices?.invoices ?? []).map((each) => invoiceSummaryView(each, names.get(each.customerId))),
      payments: (paid?.payments ?? []).map((each) => paymentView(each, names.get(each.customerId))),
    },
    missing: parts.missing(),
  };
}

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const dayWords = (day: string) => days.format(new Date(`${day}T00:00:00Z`));

type Overdue = z.output<typeof invoicing.getReceivables.output>['overdue'][number];
function ofOverdue(invoice: Overdue, name: string | undefined): AttentionItemModel {
  return {
    id: shown('inv', invoice.invoiceId),
    kind: 'overdue',
    title: `${invoice.number} is overdue`,
    detail: name ? `${name}, due ${dayWords(invoice.dueDate)}` : `Due ${dayWords(invoice.dueDate)}`,
    href: `/admin/invoices/${shown('inv', invoice.invoiceId)}`,
    at: null,
    amount: { amount: invoice.due, currency: invoice.currency },
  };
}

/** What went wrong and waits for a person. */
async function troubles(g: Gateway, who: Staff, parts: Gathering): Promise<AttentionItemModel[]> {
  const [goingBack, reconciliation, stopped, attempts, mails, books, alarms] = await Promise.all([
    readGoingBack(g, who, parts),
    readReconciliation(g, who, parts),
    readStoppedBills(g, who, parts),
    parts.ask('payments', g.client.query(payments.listTroubles, {}, who)),
    readMailAttention(g, who, parts),
    parts.ask('accounting', g.client.query(accounting.getConnection, {}, who)),
    readAlarms(g, who, parts),
  ]);
  return [
    ...reconciliation,
    ...goingBack,
    ...stopped,
    ...(attempts ? ofAttempts(attempts) : []),
    ...mails,
    ...(books ? ofBooks(books) : []),
    ...alarms.slice(0, 10).map(({ service, messageId, handler, reason, raisedAt }) => ({
      id: `${service}:${messageId}:${handler}`,
      kind: 'alarm' as const,
      title: `${handler} needs a look`,
      detail: reason,
      href: `/admin/commands/${shown('cmd', messageId)}`,
      at: raisedAt,
      amount: null,
    })),
  ];
}

type Troubles = z.output<typeof payments.listTroubles.output>;
function ofAttempts({
  troubles: all,
  failedEvents,
  unmatchedEvents,
  refusingEndpoints,
}: Troubles): AttentionItemModel[] {
  const attempts = all.map((trouble) => {
    const { attemptId, invoiceId, status, declineCode, amount, currency, changedAt } = trouble;
    if (declineCode === lacksPermission) return ofLackingKey(trouble);
    // A declined attempt stays open for a while, for another card.
    const declined = status === 'failed' || (status === 'created' && declineCode !== null);
    return {
      id: shown('att', attemptId),
      kind: declined ? ('declined' as const) : ('unknownAttempt' as const),
      title: declined ? 'A payment was declined' : 'Nobody knows yet whether a payment went through',
      detail: declined ? (declineCode ?? 'The bank gave no reason.') : 'Stripe is being asked.',
      href: `/admin/invoices/${shown('inv', invoiceId)}`,
      at: changedAt,
      amount: { amount, currency },
    };
  });
  const events = (id: string, count: number, title: string, href = `/admin/webhooks?status=${id}`) =>
    count === 0
      ? []
      : [
          {
            id,
            kind: 'webhook' as const,
            title,
            detail: `${count} in all`,
            href,
            at: null,
            amount: null,
          },
        ];
  return [
    ...attempts,
    ...events('failed', failedEvents, 'Messages from Stripe could not be applied'),
    ...events('unmatched', unmatchedEvents, 'Messages from Stripe belong to nothing known'),
    ...events('refused', refusingEndpoints, 'Messages from Stripe had to be refused', '/admin/settings/stripe'),
  ];
}

/** Stripe's word for what a restricted key was not given. */
const lacksPermission = 'more_permissions_required';

function ofLackingKey({ attemptId, amount, currency, changedAt }: Troubles['troubles'][number]): AttentionItemModel {
  return {
    id: shown('att', attemptId),
    kind: 'stripe',
    title: 'A payment could not be begun: your Stripe key lacks a permission',
    detail: 'Settings, Stripe names it. Nothing was charged.',
    href: '/admin/settings/stripe',
    at: changedAt,
    amount: { amount, currency },
  };
}

type Books = z.output<typeof accounting.getConnection.output>;
function ofBooks({ state, counts, problem }: Books): AttentionItemModel[] {
  const item = (id: string, title: string, detail: string): AttentionItemModel => ({
    id,
    kind: 'accounting',
    title,
    detail,
    href: '/admin/settings/accounting',
    at: null,
    amount: null,
  });
  const waiting = counts.failed + counts.needsAttention;
  return [
    ...(state === 'revoked'
      ? [item('revoked', 'The accounting connection was taken back', problem ?? 'Connect again to go on.')]
      : []),
    ...(waiting > 0 ? [item('documents', 'The books did not take everything', `${waiting} to look at`)] : []),
  ];
}

/** Open alarms of every service's ledger; who may not see them gets none. */
export async function readAlarms(g: Gateway, who: Staff, parts: Gathering) {
  const lists = await Promise.all(
    ledgers.map(async (service) => {
      const read = await parts.ask(service, g.client.query(plumbingOf(service).listAlarms, {}, who));
      return (read?.alarms ?? []).map((alarm) => ({ service, ...alarm }));
    }),
  );
  return lists.flat().sort((a, b) => (a.raisedAt < b.raisedAt ? 1 : -1));
}
