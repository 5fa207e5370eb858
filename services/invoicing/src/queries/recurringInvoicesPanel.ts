import type { Context } from '@purser/bus';
import { invoicing as contract, type PanelView, type panelInput } from '@purser/contracts';
import type { z } from 'zod';
import { recurringPanel, shownOf } from '../panel/recurringPanel.ts';
import { readCursor } from '../store/cursor.ts';
import { countRecurring, pageOfRecurring } from '../store/listRecurring.ts';

type Input = z.output<typeof panelInput>;
const billing: readonly string[] = contract.createRecurringInvoice.callers.staff ?? [];

/** The list of recurring invoices as staff see it. */
export async function recurringInvoicesPanel(
  ctx: Pick<Context, 'tx' | 'tenant' | 'actor'>,
  { filter, search, customerId, after, limit }: Input,
): Promise<PanelView> {
  const shown = shownOf(filter);
  const name = search?.trim() || undefined;
  const [page, counts] = await Promise.all([
    pageOfRecurring(ctx, {
      ...(shown === 'stopped' ? { stopped: true } : { state: shown === 'all' ? undefined : shown }),
      customerId,
      name,
      after: after === undefined ? undefined : readCursor(after),
      limit,
    }),
    countRecurring(ctx, customerId),
  ]);
  const { actor } = ctx;
  return recurringPanel({
    ...page,
    counts,
    shown,
    ofOneCustomer: customerId !== undefined,
    searched: name !== undefined,
    mayBill: actor.kind === 'staff' && actor.roles.some((role) => billing.includes(role)),
  });
}
