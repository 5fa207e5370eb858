import { directory, invoicing } from '@purser/contracts';
import { principal } from '@purser/message';
import type { Gateway } from '../../gateway.ts';
import { apiHeaders } from '../../http/securityHeaders.ts';
import { staffOfSession } from '../../identity/identify.ts';
import type { Staff } from '../../identity/who.ts';
import { readDashboard } from '../../joins/dashboard.ts';
import { gathering } from '../../joins/settle.ts';
import type { Happening } from '../../live/happening.ts';
import { liveAnswer } from '../../live/stream.ts';
import { staffEvent } from '../../live/texts.ts';
import { dashboardModel } from '../models/dashboard.ts';
import { searchModel, searchQuery } from '../models/search.ts';
import { forPeople, forStaff, type Operation, ok } from '../operation.ts';
import { customerSummaryView } from '../views/customer.ts';
import { invoiceSummaryView } from '../views/invoice.ts';
import { quoteSummaryView } from '../views/quote.ts';

export const heartbeat_ms = 15_000;

/** What staff see first, what moves it, and the palette. */
export function dashboardOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'get',
        path: '/api/v1/dashboard',
        tag: 'Dashboard',
        summary: 'How the tenant stands',
        answer: dashboardModel,
      },
      async ({ who }) => ok(await readDashboard(g, who)),
    ),
    forPeople(
      {
        method: 'get',
        path: '/api/v1/live',
        tag: 'Dashboard',
        summary: 'What happens, as it happens',
        type: 'text/event-stream',
      },
      async ({ who }) => live(g, who),
    ),
    forStaff(
      {
        method: 'get',
        path: '/api/v1/search',
        tag: 'Dashboard',
        summary: 'Finds customers by name or mail, invoices and quotes by the beginning of their number',
        query: searchQuery,
        answer: searchModel,
      },
      async ({ who, query }) => ok(await search(g, who, query.q)),
    ),
  ];
}

function live(g: Gateway, who: Staff): Response {
  const { tenant, session } = who;
  const sessionId = session?.sessionId ?? '';
  return liveAnswer({
    hub: g.live,
    session: sessionId,
    person: principal(who.actor),
    tenant,
    headers: apiHeaders(g.config),
    heartbeat_ms: g.heartbeat_ms,
    view: async (happening: Happening) => {
      const [names, number] = await Promise.all([
        happening.customerId ? g.names.ofCustomers(who, [happening.customerId]) : undefined,
        happening.invoiceId && happening.number === null ? g.names.ofInvoice(who, happening.invoiceId) : undefined,
      ]);
      return staffEvent(happening, { customer: names?.get(happening.customerId ?? '')?.name, number });
    },
    alive: async () => {
      const open = await g.sessions.isOpen(sessionId);
      if (!open || open.tenantId !== tenant || !session) return false;
      return (await staffOfSession({ ...open, csrfToken: session.csrfToken }, g)) !== undefined;
    },
  });
}

async function search(g: Gateway, who: Staff, q: string) {
  const parts = gathering(g.log);
  const isNumber = q.length <= 60;
  const byNumber = { number: q, limit: 5 };
  const [customers, invoices, quotes] = await Promise.all([
    parts.ask('directory', g.client.query(directory.listCustomers, { search: q, limit: 5 }, who)),
    isNumber ? parts.ask('invoicing', g.client.query(invoicing.listInvoices, byNumber, who)) : undefined,
    isNumber ? parts.ask('invoicing', g.client.query(invoicing.listQuotes, byNumber, who)) : undefined,
  ]);
  const bills = invoices?.invoices ?? [];
  const offers = quotes?.quotes ?? [];
  const names = await g.names.ofCustomers(
    who,
    [...bills, ...offers].map((each) => each.customerId),
  );
  return {
    customers: (customers?.customers ?? []).map(customerSummaryView),
    invoices: bills.map((each) => invoiceSummaryView(each, names.get(each.customerId))),
    quotes: offers.map((each) => quoteSummaryView(each, names.get(each.customerId))),
    missing: parts.missing(),
  };
}
