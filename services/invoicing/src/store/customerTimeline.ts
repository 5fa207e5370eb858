import type { Context } from '@purser/bus';
import type { invoicing as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';

type Told = z.output<typeof contract.getCustomerTimeline.output>['entries'][number];
type Row = Omit<Told, 'at' | 'amount' | 'actor' | 'cursor'> & {
  at: string;
  entryId: string;
  amount: bigint | null;
  actorKind: Told['actor']['kind'];
  actorId: string;
};
type Place = { at: string; entryId: string; aboutId: string; what: string };

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const form = new RegExp(`^(\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z) (${uuid}) (${uuid}) (\\w{1,40})$`);

export const placeText = ({ at, entryId, aboutId, what }: Place): string =>
  `${new Date(at).toISOString()} ${entryId} ${aboutId} ${what}`;

/** @throws Fault invalid */
export function readPlace(text: string): Place {
  const [, at, entryId, aboutId, what] = form.exec(text) ?? [];
  if (at && entryId && aboutId && what && !Number.isNaN(Date.parse(at))) return { at, entryId, aboutId, what };
  throw fault('invalid', 'invalid_cursor', 'The cursor is not one of ours.');
}

/** What happened to a customer's invoices and quotes after a place, the newest first. */
export async function readCustomerTimeline(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  { customerId, after, limit }: { customerId: string; after: Place | undefined; limit: number },
): Promise<Row[]> {
  const { sql } = tx;
  const { at = null, entryId = null, aboutId = null, what = null } = after ?? {};
  const isAfter = (about: ReturnType<typeof sql>) => sql`
    (${at}::timestamptz is null or (t.at, t.entry_id, ${about}, t.what)
      < (${at}::timestamptz, ${entryId}::uuid, ${aboutId}::uuid, ${what}::text))`;
  return sql<Row[]>`
    select * from (
      (select t.at, t.entry_id as "entryId", 'invoice' as about, t.invoice_id as "aboutId", i.number, null::int as version, t.what,
          t.actor_kind as "actorKind", t.actor_id as "actorId", t.amount, t.currency, t.source_id as "sourceId"
        from timeline t join invoices i on i.tenant_id = t.tenant_id and i.invoice_id = t.invoice_id
        where t.tenant_id = ${tenant} and t.customer_id = ${customerId} and ${isAfter(sql`t.invoice_id`)}
        order by t.at desc, t.entry_id desc, t.invoice_id desc, t.what desc limit ${limit})
      union all
      (select t.at, t.entry_id, 'quote', t.quote_id, q.number, t.version, t.what,
          t.actor_kind, t.actor_id, t.amount, t.currency, t.source_id
        from quote_timeline t join quotes q on q.tenant_id = t.tenant_id and q.quote_id = t.quote_id
        where t.tenant_id = ${tenant} and t.customer_id = ${customerId} and ${isAfter(sql`t.quote_id`)}
        order by t.at desc, t.entry_id desc, t.quote_id desc, t.what desc limit ${limit})
    ) told order by at desc, "entryId" desc, "aboutId" desc, what desc limit ${limit}`;
}
