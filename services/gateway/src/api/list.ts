import { principal } from '@purser/message';
import type { z } from 'zod';
import type { Gateway } from '../gateway.ts';
import type { Customer, Staff } from '../identity/who.ts';
import type { CustomerName } from '../joins/names.ts';
import { openCursors } from './cursors.ts';
import { uuidOf } from './ids.ts';
import { type Call, forStaff, type Operation, ok } from './operation.ts';

type PageQuery = { after?: string | undefined; limit?: number | undefined };
type Paged = Call<Staff | Customer, unknown, PageQuery, unknown>;
type Page<View> = { data: View[]; next: string | null };
type Asked = { after?: string; limit?: number };

/** The part of a list that a request asks for, and how the next one is named: a cursor is good for who got it, there. */
export function pageOf(g: Pick<Gateway, 'sessionKey'>, { who, query, asked }: Paged) {
  const cursors = openCursors(g.sessionKey);
  const scope = `${who.tenant} ${principal(who.actor)} ${asked.route}`;
  const after = cursors.open(scope, query.after);
  const page: Asked = {
    ...(after !== undefined && { after }),
    ...(query.limit !== undefined && { limit: query.limit }),
  };
  return { page, next: (next: string | null) => cursors.close(scope, next) };
}

/** Where the rows of a list come from, and how one is shown. */
export type Source<C, List, Row, View> = {
  read: (call: C, page: Asked) => Promise<List>;
  rows: (list: List) => readonly Row[];
  /** Whose a row is, where it is shown with its customer's name. */
  customer?: (row: Row) => string | null;
  /** What a row is about, where it is shown with the invoice's number. */
  invoice?: (row: Row) => string | null;
  view: (row: Row, customer: CustomerName | undefined, invoiceNumber: string | undefined) => View;
};

type Listed = { next: string | number | null };

/** A page of a list as it is answered, and what the service said. */
export async function readPage<C extends Paged & { who: Staff }, List extends Listed, Row, View>(
  g: Pick<Gateway, 'sessionKey' | 'names'>,
  call: C,
  { read, rows, customer, invoice, view }: Source<C, List, Row, View>,
): Promise<Page<View> & { list: List }> {
  const { page, next } = pageOf(g, call);
  const list = await read(call, page);
  const all = rows(list);
  const whose = (row: Row) => customer?.(row) ?? null;
  const about = (row: Row) => invoice?.(row) ?? null;
  const ids = (of: (row: Row) => string | null) => all.flatMap((row) => of(row) ?? []);
  const [names, numbers] = await Promise.all([
    customer && g.names.ofCustomers(call.who, ids(whose)),
    invoice && g.names.ofInvoices(call.who, ids(about)),
  ]);
  const data = all.map((row) => view(row, names?.get(whose(row) ?? ''), numbers?.get(about(row) ?? '')));
  return { data, next: next(list.next === null ? null : String(list.next)), list };
}

type Description<P, Q, View> = Pick<Operation, 'path' | 'tag' | 'summary'> & {
  params?: z.ZodType<P>;
  query: z.ZodType<Q>;
  answer: z.ZodType<unknown, Page<View>>;
  roles?: NonNullable<Operation['roles']>;
};

/** A list for staff: read by pages, each row as its view. */
export function listForStaff<P, Q extends PageQuery, View, List extends Listed, Row>(
  g: Gateway,
  description: Description<P, Q, View>,
  source: Source<Call<Staff, P, Q, undefined>, List, Row, NoInfer<View>>,
): Operation {
  return forStaff({ method: 'get', ...description }, async (call) => {
    const { data, next } = await readPage(g, call, source);
    return ok({ data, next });
  });
}

/** The same where a service counts its rows instead of naming them. */
export const counted = ({ after, limit }: Asked) => ({ after: after === undefined ? after : Number(after), limit });

/** Whose rows a list is asked for. */
export const ofThem = ({ invoice, customer }: { invoice?: string | undefined; customer?: string | undefined }) => ({
  invoiceId: invoice && uuidOf(invoice),
  customerId: customer && uuidOf(customer),
});
