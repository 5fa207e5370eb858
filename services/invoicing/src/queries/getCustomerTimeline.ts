import type { Context } from '@purser/bus';
import type { invoicing as contract } from '@purser/contracts';
import type { z } from 'zod';
import { notFound } from '../domain/refusals.ts';
import { isKnownCustomer } from '../store/customers.ts';
import { placeText, readCustomerTimeline, readPlace } from '../store/customerTimeline.ts';

/** What happened to all invoices and quotes of a customer, the newest first. What staff wrote stands at each of them. */
export async function getCustomerTimeline(
  ctx: Pick<Context, 'tx' | 'tenant'>,
  { customerId, after, limit }: z.output<typeof contract.getCustomerTimeline.input>,
) {
  const place = after === undefined ? undefined : readPlace(after);
  if (!(await isKnownCustomer(ctx, customerId))) throw notFound('customer');
  const rows = await readCustomerTimeline(ctx, { customerId, after: place, limit });
  return {
    entries: rows.map(({ entryId, actorKind, actorId, at, amount, ...row }) => ({
      ...row,
      at: new Date(at).toISOString(),
      actor: { kind: actorKind, id: actorId },
      amount: amount === null ? null : Number(amount),
      cursor: placeText({ ...row, at, entryId }),
    })),
  };
}
