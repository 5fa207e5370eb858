import { invoicing, notifications, type panelInput, payments } from '@purser/contracts';
import type { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import { uuidOf } from '../ids.ts';
import { pageOf } from '../list.ts';
import type { IdPrefix } from '../models/common.ts';
import { type PanelQuery, panelModel, panelQuery } from '../models/panel.ts';
import { forStaff, type Operation, ok } from '../operation.ts';
import { adminPlaces, customersIn, invoicesIn, panelAnswer, withInvoiceNumbers } from '../views/panel.ts';

const tag = 'Panels';

const contributed: Record<string, { spec: typeof invoicing.invoicesPanel; prefix: IdPrefix }> = {
  invoices: { spec: invoicing.invoicesPanel, prefix: 'inv' },
  quotes: { spec: invoicing.quotesPanel, prefix: 'quo' },
  payments: { spec: payments.paymentsPanel, prefix: 'pay' },
  'recurring-invoices': { spec: invoicing.recurringInvoicesPanel, prefix: 'rec' },
  mails: { spec: notifications.mailsPanel, prefix: 'eml' },
};

/** Lists as data, which one component shows. */
export function panelOperations(g: Gateway): Operation[] {
  return Object.entries(contributed).map(([name, { spec, prefix }]) =>
    forStaff(
      {
        method: 'get',
        path: `/api/v1/panels/${name}`,
        tag,
        summary: `The list of ${name.replace('-', ' ')} as a panel`,
        query: panelQuery,
        answer: panelModel,
      },
      async (call) => {
        const { input, next } = panelInputOf(g, call);
        const view = await g.client.query(spec, input, call.who);
        const isPayments = spec === payments.paymentsPanel;
        const panel = isPayments
          ? withInvoiceNumbers(view, await g.names.ofInvoices(call.who, invoicesIn(view)))
          : view;
        const names = await g.names.ofCustomers(call.who, customersIn(panel));
        return ok(panelAnswer({ ...panel, next: next(panel.next) }, { names, places: adminPlaces, prefix }));
      },
    ),
  );
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
