import { directory, invoicing, notifications, type PanelView, type panelInput, payments } from '@purser/contracts';
import type { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { shown, uuidOf } from '../ids.ts';
import { pageOf } from '../list.ts';
import type { IdPrefix } from '../models/common.ts';
import { type PanelQuery, panelModel, panelQuery } from '../models/panel.ts';
import { type Call, forStaff, type Operation, ok } from '../operation.ts';
import { adminPlaces, customersIn, panelAnswer } from '../views/panel.ts';

const tag = 'Panels';

const contributed: Record<string, { spec: typeof invoicing.invoicesPanel; prefix: IdPrefix }> = {
  invoices: { spec: invoicing.invoicesPanel, prefix: 'inv' },
  payments: { spec: payments.paymentsPanel, prefix: 'pay' },
  mails: { spec: notifications.mailsPanel, prefix: 'eml' },
};

/** Lists as data, which one component shows. */
export function panelOperations(g: Gateway): Operation[] {
  const panels = Object.entries(contributed).map(([name, { spec, prefix }]) =>
    forStaff(
      {
        method: 'get',
        path: `/api/v1/panels/${name}`,
        tag,
        summary: `The list of ${name} as a panel`,
        query: panelQuery,
        answer: panelModel,
      },
      async (call) => {
        const { input, next } = panelInputOf(g, call);
        const panel = await g.client.query(spec, input, call.who);
        const names = await g.names.ofCustomers(call.who, customersIn(panel));
        return ok(panelAnswer({ ...panel, next: next(panel.next) }, { names, places: adminPlaces, prefix }));
      },
    ),
  );
  return [
    ...panels,
    forStaff(
      {
        method: 'get',
        path: '/api/v1/panels/customers',
        tag,
        summary: 'The list of customers as a panel',
        query: panelQuery,
        answer: panelModel,
      },
      async (call) => ok(await customersPanel(g, call)),
    ),
  ];
}

export function panelInputOf(g: Gateway, call: Parameters<typeof pageOf>[1] & { query: PanelQuery }) {
  const { page, next } = pageOf(g, call);
  const { filter, search, customerId } = call.query;
  const input: z.input<typeof panelInput> = {
    ...(filter && { filter }),
    ...(search?.trim() && { search: search.trim() }),
    ...(customerId && { customerId: uuidOf(customerId) }),
    ...page,
  };
  return { input, next };
}

/** Directory keeps people, not pages: its list becomes a panel here. */
async function customersPanel(g: Gateway, call: Call<Staff, undefined, PanelQuery, undefined>) {
  const { page, next } = pageOf(g, call);
  const search = call.query.search?.trim();
  const list = await g.client.query(
    directory.listCustomers,
    { limit: 25, ...page, ...(search && { search }) },
    call.who,
  );
  const rows: PanelView['rows'] = list.customers.map((customer) => ({
    id: shown('cus', customer.customerId),
    href: `/admin/customers/${shown('cus', customer.customerId)}`,
    cells: {
      customer: { kind: 'text', text: customer.name, secondary: customer.email },
      currency: { kind: 'text', text: customer.currency ?? '' },
      terms: { kind: 'text', text: customer.terms_days === null ? '' : `${customer.terms_days} days` },
      since: { kind: 'instant', at: customer.createdAt },
    },
    actions: [],
  }));
  const panel: PanelView = {
    title: 'Customers',
    metrics: [{ id: 'count', label: 'Customers', value: { kind: 'count', count: list.count } }],
    filters: [{ id: 'all', label: 'All', count: list.count }],
    activeFilter: 'all',
    columns: [
      { id: 'customer', label: 'Customer', align: 'start', hideable: false, primary: true },
      { id: 'currency', label: 'Currency', align: 'start', hideable: true },
      { id: 'terms', label: 'Terms', align: 'start', hideable: true },
      { id: 'since', label: 'Since', align: 'end', hideable: true },
    ],
    rows,
    bulkActions: [],
    search: { placeholder: 'Name or mail address' },
    next: next(list.next),
    empty: search
      ? { title: 'Nobody found', text: 'No name and no mail address contains this.', action: null }
      : {
          title: 'No customers yet',
          text: 'Make the first, and bill it.',
          action: { label: 'New customer', href: '/admin/customers/new' },
        },
  };
  return panelAnswer(panel, { names: new Map(), places: adminPlaces, prefix: 'cus' });
}
