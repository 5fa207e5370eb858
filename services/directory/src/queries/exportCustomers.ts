import type { Context } from '@purser/bus';
import type { directory as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { isId } from '@purser/message';
import { and, asc, gt, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import { openMaybe } from '../store/customerFields.ts';
import { customers } from '../store/tables.ts';
import { customerView, isErased } from './getCustomer.ts';

/** Everything that is kept of every customer, page by page, in the order of their ids, which is that of their making. */
export async function exportCustomers(
  { tx, keys }: Pick<Context, 'tx' | 'keys'>,
  { after, limit }: z.output<typeof contract.exportCustomers.input>,
) {
  if (after !== undefined && !isId(after)) throw fault('invalid', 'invalid_cursor', 'The cursor is not one of ours.');
  const rows = await tx.orm
    .select()
    .from(customers)
    .where(and(isNull(customers.erasedAt), after === undefined ? undefined : gt(customers.customerId, after)))
    .orderBy(asc(customers.customerId))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const opened = await Promise.all(page.map(async (row) => ({ row, ring: await keys(row.customerId) })));
  return {
    customers: opened
      .filter(({ row, ring }) => !isErased(ring, row))
      .map(({ row, ring }) => {
        const { contacts: _, revision: __, erased: ___, ...known } = customerView(ring, row, []);
        return { ...known, tags: row.tags, notes: openMaybe(ring, row.customerId, 'notes', row.notes) };
      }),
    next: rows.length > limit ? (page.at(-1)?.customerId ?? null) : null,
  };
}
