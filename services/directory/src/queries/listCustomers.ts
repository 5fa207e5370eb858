import type { Context } from '@purser/bus';
import type { directory as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { isId } from '@purser/message';
import type { z } from 'zod';
import {
  type Listed,
  openRow,
  type Place,
  readRows,
  tagsInUse,
  versionOf,
  type Wanted,
} from '../store/customerList.ts';
import type { CustomerSearch } from '../store/customerSearch.ts';

/** Customers, the newest first. */
export function listCustomers(searching: CustomerSearch) {
  return async (
    ctx: Pick<Context, 'tx' | 'keys' | 'tenant'>,
    { search, ids, archived, tag, after, limit }: z.output<typeof contract.listCustomers.input>,
  ) => {
    const place = after === undefined ? undefined : placeOf(after);
    const wanted = { ids, archived, tag };
    const { version, ...counts } = await versionOf(ctx.tx);
    const found =
      search === undefined
        ? await readPage(ctx, { ...wanted, place, limit: limit + 1 })
        : (await searching.find(ctx, version, search)).filter(isWanted(wanted, place)).slice(0, limit + 1);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      customers: page,
      next: last && found.length > limit ? cursorOf(last) : null,
      ...counts,
      tags: await tagsInUse(ctx.tx),
    };
  };
}

async function readPage(ctx: Pick<Context, 'tx' | 'keys'>, page: Parameters<typeof readRows>[1]): Promise<Listed[]> {
  const rows = await readRows(ctx.tx, page);
  return Promise.all(rows.map((row) => openRow(ctx, row)));
}

function isWanted({ ids, archived, tag }: Wanted, place: Place | undefined): (customer: Listed) => boolean {
  const wanted = ids && new Set(ids);
  return (customer) =>
    (wanted?.has(customer.customerId) ?? true) &&
    (archived === undefined || customer.archived === archived) &&
    (tag === undefined || customer.tags.includes(tag)) &&
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
