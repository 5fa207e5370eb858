import type { Context } from '@purser/bus';
import type { directory as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { isId } from '@purser/message';
import type { z } from 'zod';
import { type Listed, openRow, type Place, readRows, versionOf } from '../store/customerList.ts';
import type { CustomerSearch } from '../store/customerSearch.ts';

/** Customers, the newest first. */
export function listCustomers(searching: CustomerSearch) {
  return async (
    ctx: Pick<Context, 'tx' | 'keys' | 'tenant'>,
    { search, ids, after, limit }: z.output<typeof contract.listCustomers.input>,
  ) => {
    const place = after === undefined ? undefined : placeOf(after);
    const { count, version } = await versionOf(ctx.tx);
    const found =
      search === undefined
        ? await readPage(ctx, { ids, place, limit: limit + 1 })
        : (await searching.find(ctx, version, search)).filter(isWanted(ids, place)).slice(0, limit + 1);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { customers: page, next: last && found.length > limit ? cursorOf(last) : null, count };
  };
}

async function readPage(ctx: Pick<Context, 'tx' | 'keys'>, page: Parameters<typeof readRows>[1]): Promise<Listed[]> {
  const rows = await readRows(ctx.tx, page);
  return Promise.all(rows.map((row) => openRow(ctx, row)));
}

function isWanted(ids: string[] | undefined, place: Place | undefined): (customer: Listed) => boolean {
  const wanted = ids && new Set(ids);
  return (customer) =>
    (wanted?.has(customer.customerId) ?? true) &&
    (!place ||
      customer.createdAt < place.createdAt ||
      (customer.createdAt === place.createdAt && customer.customerId < place.customerId));
}

const cursorOf = ({ createdAt, customerId }: Place) => `${Date.parse(createdAt)}.${customerId}`;

/** @throws Fault invalid for what was not a cursor of ours. One that somebody made up leads to a place in their own list. */
function placeOf(after: string): Place {
  const [ms = '', customerId = '', ...more] = after.split('.');
  if (/^\d{1,13}$/.test(ms) && isId(customerId) && more.length === 0)
    return { createdAt: new Date(Number(ms)).toISOString(), customerId };
  throw fault('invalid', 'invalid_cursor', 'The cursor is not one of ours.');
}
