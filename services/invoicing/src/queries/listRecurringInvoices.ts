import type { Context } from '@purser/bus';
import type { invoicing as contract } from '@purser/contracts';
import type { z } from 'zod';
import { readCursor } from '../store/cursor.ts';
import { pageOfRecurring } from '../store/listRecurring.ts';

type Input = z.output<typeof contract.listRecurringInvoices.input>;

export async function listRecurringInvoices(ctx: Pick<Context, 'tx' | 'tenant'>, { after, ...asked }: Input) {
  const { recurring, next } = await pageOfRecurring(ctx, {
    ...asked,
    after: after === undefined ? undefined : readCursor(after),
  });
  return {
    recurring: recurring.map((each) => ({ ...each, createdAt: new Date(each.createdAt).toISOString() })),
    next,
  };
}
