import { directory, invoicing } from '@purser/contracts';
import type { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { pageOf } from '../list.ts';
import { type PanelQuery, panelModel, panelQuery } from '../models/panel.ts';
import { type Call, forStaff, type Operation, ok } from '../operation.ts';
import { type CustomersFilter, customersPanelView, readFilter } from '../views/customersPanel.ts';
import { adminPlaces, panelAnswer } from '../views/panel.ts';

type Wanted = z.input<typeof directory.listCustomers.input>;

/** Directory knows who they are and invoicing what they owe: the list of both is made here. */
export function customersPanelOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'get',
        path: '/api/v1/panels/customers',
        tag: 'Panels',
        summary: 'The list of customers as a panel; filters are active, owing, overdue, archived, all and tag:<tag>',
        query: panelQuery,
        answer: panelModel,
      },
      async (call) => ok(await customersPanel(g, call)),
    ),
  ];
}

async function customersPanel(g: Gateway, call: Call<Staff, undefined, PanelQuery, undefined>) {
  const { page, next } = pageOf(g, call);
  const search = call.query.search?.trim();
  const filter = readFilter(call.query.filter);
  // What is owed is told as far as invoicing answers; only who asks for debtors needs it.
  const asked = g.client.query(invoicing.listDebtors, { overdue: filter.kind === 'overdue' }, call.who);
  const debtors = filter.kind === 'owing' || filter.kind === 'overdue' ? await asked : await asked.catch(() => null);
  const list = await g.client.query(
    directory.listCustomers,
    { limit: 25, ...page, ...(search && { search }), ...wantedBy(filter, debtors?.customerIds ?? []) },
    call.who,
  );
  const customerIds = list.customers.map(({ customerId }) => customerId);
  const owed = await g.client.query(invoicing.getBalances, { customerIds }, call.who).catch(() => null);
  const balances = owed?.balances ?? null;
  const view = customersPanelView({ filter, search, list, debtors, balances, next: next(list.next) });
  return panelAnswer(view, { names: new Map(), places: adminPlaces, prefix: 'cus' });
}

function wantedBy(filter: CustomersFilter, debtors: string[]): Wanted {
  switch (filter.kind) {
    case 'all':
      return {};
    case 'active':
      return { archived: false };
    case 'archived':
      return { archived: true };
    case 'tag':
      return { tag: filter.tag };
    default:
      return { ids: debtors };
  }
}
