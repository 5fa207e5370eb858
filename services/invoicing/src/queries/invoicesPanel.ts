import type { Context } from '@purser/bus';
import { invoicing as contract, type PanelView, type panelInput } from '@purser/contracts';
import type { z } from 'zod';
import { customerPanel, isCustomerFilter } from '../panel/customerPanel.ts';
import { isStaffFilter, staffPanel } from '../panel/staffPanel.ts';
import { sumPaid, tallyInvoices } from '../store/countInvoices.ts';
import { readCursor } from '../store/cursor.ts';
import { readPage, type Shown } from '../store/listInvoices.ts';
import { planAnew } from '../store/planAnew.ts';
import { tenantToday } from '../store/tenantToday.ts';

type Input = z.output<typeof panelInput>;
type Reading = Pick<Context, 'tx' | 'tenant' | 'now' | 'actor'>;

/** The invoices tab of whoever asks. A customer's is their own, whomever the input names. */
export async function invoicesPanel(ctx: Reading, input: Input): Promise<PanelView> {
  const { actor } = ctx;
  await planAnew(ctx);
  return actor.kind === 'customer' ? forCustomer(ctx, input, actor.id) : forStaff(ctx, input);
}

async function forStaff(ctx: Reading, input: Input): Promise<PanelView> {
  const { customerId } = input;
  const { currency, today } = await tenantToday(ctx, customerId);
  const shown = input.filter !== undefined && isStaffFilter(input.filter) ? input.filter : 'all';
  const monthBegan = `${today.slice(0, 8)}01`;
  const [page, tallies, paidThisMonth] = await Promise.all([
    readPage(ctx, { ...asked(input, shown, today), customerId, withDrafts: true }),
    tallyInvoices(ctx, { today, customerId }),
    sumPaid(ctx, { since: monthBegan, customerId }),
  ]);
  return staffPanel({
    ...page,
    tallies,
    paidThisMonth,
    currency,
    today,
    shown,
    ofOneCustomer: customerId !== undefined,
    searched: searched(input),
    mayBill: ctx.actor.kind === 'staff' && ctx.actor.roles.some((role) => billing.includes(role)),
  });
}

const billing: readonly string[] = contract.issueInvoice.callers.staff ?? [];

async function forCustomer(ctx: Reading, input: Input, customerId: string): Promise<PanelView> {
  const { currency, today } = await tenantToday(ctx, customerId);
  const shown = input.filter !== undefined && isCustomerFilter(input.filter) ? input.filter : 'all';
  const [page, tallies, paid] = await Promise.all([
    readPage(ctx, { ...asked(input, shown, today), customerId, withDrafts: false }),
    tallyInvoices(ctx, { today, customerId }),
    sumPaid(ctx, { customerId }),
  ]);
  return customerPanel({ ...page, tallies, paid, currency, today, shown, searched: searched(input) });
}

function asked({ search, after, limit }: Input, shown: Shown, today: string) {
  const number = search?.trim() || undefined;
  return { shown, today, number, after: after === undefined ? undefined : readCursor(after), limit };
}

const searched = ({ search }: Input) => Boolean(search?.trim());
