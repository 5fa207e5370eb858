import type { Context } from '@purser/bus';
import { invoicing as contract, type PanelView, type panelInput } from '@purser/contracts';
import type { z } from 'zod';
import { customerQuotes, isCustomerQuoteFilter } from '../../panel/quotes/customerQuotes.ts';
import { isStaffQuoteFilter, staffQuotes } from '../../panel/quotes/staffQuotes.ts';
import { readCursor } from '../../store/cursor.ts';
import { planAnew } from '../../store/planAnew.ts';
import { readQuotePage, type ShownQuotes, tallyQuotes } from '../../store/quotes/listQuotes.ts';
import { tenantToday } from '../../store/tenantToday.ts';

type Input = z.output<typeof panelInput>;
type Reading = Pick<Context, 'tx' | 'tenant' | 'now' | 'actor'>;

const billing: readonly string[] = contract.sendQuote.callers.staff ?? [];

/** The quotes tab of whoever asks. A customer's is their own, whomever the input names. */
export async function quotesPanel(ctx: Reading, input: Input): Promise<PanelView> {
  const { actor } = ctx;
  await planAnew(ctx);
  const customerId = actor.kind === 'customer' ? actor.id : input.customerId;
  const isShown = actor.kind === 'customer' ? isCustomerQuoteFilter : isStaffQuoteFilter;
  const shown: ShownQuotes = input.filter !== undefined && isShown(input.filter) ? input.filter : 'current';
  const { currency, today } = await tenantToday(ctx, customerId);
  const number = input.search?.trim() || undefined;
  const after = input.after === undefined ? undefined : readCursor(input.after);
  const [page, tallies] = await Promise.all([
    readQuotePage(ctx, {
      ...{ shown, today, customerId, number, after, limit: input.limit },
      withDrafts: actor.kind !== 'customer',
    }),
    tallyQuotes(ctx, { today, customerId }),
  ]);
  const facts = { ...page, tallies, currency, today, shown, searched: number !== undefined };
  if (actor.kind === 'customer') return customerQuotes(facts);
  return staffQuotes({
    ...facts,
    ofOneCustomer: customerId !== undefined,
    mayBill: actor.kind === 'staff' && actor.roles.some((role) => billing.includes(role)),
  });
}
