import type { BatchItem, Context } from '@purser/bus';
import type { Tx } from '@purser/db';
import type { AfterRefusal, Stopped } from '../domain/dunning.ts';

type Here = Pick<Context, 'tx' | 'tenant'>;

/** An issued invoice, as far as a run must know it: whether anything is still owed is invoicing's to say. */
export type Bill = {
  invoiceId: string;
  customerId: string;
  /** Nothing is to be had of it any more, or people decide. */
  done: boolean;
  series: number;
  /** How often the bank has refused in this series. */
  step: number;
  firstOn: string | null;
  nextOn: string | null;
  endsOn: string | null;
  stopped: Stopped | null;
  endedAt: Date | null;
};
type Row = Omit<Bill, 'endedAt'> & { endedAt: string | null };

const columns = ({ sql }: Tx) => sql`
  invoice_id as "invoiceId", customer_id as "customerId", done, series, step, first_on::text as "firstOn", next_on::text as "nextOn",
  ends_on::text as "endsOn", stopped, ended_at as "endedAt"`;

const asBill = ({ endedAt, ...row }: Row): Bill => ({ ...row, endedAt: endedAt === null ? null : new Date(endedAt) });

export async function findBill({ tx, tenant }: Here, invoiceId: string): Promise<Bill | undefined> {
  const [row] = await tx.sql<Row[]>`
    select ${columns(tx)} from bills where tenant_id = ${tenant} and invoice_id = ${invoiceId}`;
  return row && asBill(row);
}

/** The bill under its lock: one try, refusal or click at a time. */
export async function lockBill({ tx, tenant }: Here, invoiceId: string): Promise<Bill | undefined> {
  const [row] = await tx.sql<Row[]>`
    select ${columns(tx)} from bills where tenant_id = ${tenant} and invoice_id = ${invoiceId} for update`;
  return row && asBill(row);
}

/**
 * Whether a charge that was decided some time ago is still wanted: the customer agrees to it, with this card, and staff have not stopped
 * it. What the bank has said to it meanwhile stops the next, and not this one.
 */
export async function isStillWanted(
  { sql }: Tx,
  { attemptId, stripeMethodId }: { attemptId: string; stripeMethodId: string },
): Promise<boolean> {
  const { count } = await sql`
    select from attempts t join autopay a on a.tenant_id = t.tenant_id and a.customer_id = t.customer_id and a.active
    join methods m on m.tenant_id = t.tenant_id and m.customer_id = t.customer_id and m.active
      and m.stripe_method_id = ${stripeMethodId}
    join bills b on b.tenant_id = t.tenant_id and b.invoice_id = t.invoice_id and not b.done and b.stopped is distinct from 'staff'
    where t.attempt_id = ${attemptId}`;
  return count > 0;
}

type Issued = { invoiceId: string; customerId: string; issueDate: string; dueDate: string };

/**
 * Bills fall to a run on the day they are due, or at once: where the tenant says so, and the customer has agreed to it.
 * @returns whether any falls to a run at once
 */
export async function insertBills(
  { tx, tenant }: Here,
  items: readonly Pick<BatchItem<Issued>, 'payload'>[],
): Promise<boolean> {
  const all = items.map(({ payload }) => payload);
  const rows = await tx.sql<{ atOnce: boolean }[]>`
    insert into bills (tenant_id, invoice_id, customer_id, due_on, done, next_on)
    select ${tenant}, u.invoice_id, u.customer_id, u.due_on::date, false,
      case when a.charge_at = 'issue' and p.charge_at = 'issue' then u.issued_on::date else u.due_on::date end
    from unnest(${all.map((each) => each.invoiceId)}::uuid[], ${all.map((each) => each.customerId)}::uuid[],
      ${all.map((each) => each.issueDate)}::text[], ${all.map((each) => each.dueDate)}::text[])
      as u(invoice_id, customer_id, issued_on, due_on)
    left join autopay a on a.tenant_id = ${tenant} and a.customer_id = u.customer_id and a.active
    left join dunning_policies p on p.tenant_id = ${tenant}
    on conflict do nothing returning next_on < due_on as "atOnce"`;
  return rows.some(({ atOnce }) => atOnce);
}

export type Turn = { series: number; step: number };

/**
 * Takes the bills that a day's run is to charge, as many as asked for: whoever comes after does not find them. What comes of a try says
 * when the next is; should nothing come of it, tomorrow's run takes the bill up again, at the same step.
 */
export async function takeDue(
  { tx, tenant }: Here,
  { today, limit }: { today: string; limit: number },
): Promise<(Turn & { invoiceId: string })[]> {
  return tx.sql<(Turn & { invoiceId: string })[]>`
    with due as materialized (
      select b.invoice_id from autopay a join bills b on b.tenant_id = a.tenant_id and b.customer_id = a.customer_id
      where a.tenant_id = ${tenant} and a.active and not b.done and b.next_on <= ${today}
      order by b.next_on, b.invoice_id limit ${limit} for update of b
    )
    update bills b set next_on = ${today}::date + 1 from due where b.tenant_id = ${tenant} and b.invoice_id = due.invoice_id
    returning b.invoice_id as "invoiceId", b.series, b.step`;
}

/** Takes the bills whose time for the customer to act is over, in the same way. */
export async function takeEnding(
  { tx, tenant }: Here,
  { today, limit }: { today: string; limit: number },
): Promise<(Turn & { invoiceId: string })[]> {
  return tx.sql<(Turn & { invoiceId: string })[]>`
    with ending as materialized (
      select invoice_id from bills where tenant_id = ${tenant} and not done and ended_at is null and ends_on <= ${today}
      order by ends_on, invoice_id limit ${limit} for update
    )
    update bills b set ends_on = ${today}::date + 1 from ending where b.tenant_id = ${tenant} and b.invoice_id = ending.invoice_id
    returning b.invoice_id as "invoiceId", b.series, b.step`;
}

/**
 * No run takes it up any more: nothing is owed on it, nobody expects its money, or money of it went back. Staff and the customer may
 * still have it paid.
 */
export async function endBill({ tx, tenant }: Here, invoiceId: string): Promise<void> {
  await tx.sql`
    update bills set done = true, next_on = null, ends_on = null where tenant_id = ${tenant} and invoice_id = ${invoiceId}`;
}

/** A try begins. */
export async function noteTry({ tx, tenant }: Here, invoiceId: string, today: string): Promise<void> {
  await tx.sql`
    update bills set tried_on = ${today}, first_on = coalesce(first_on, ${today}), next_on = ${today}::date + 1
    where tenant_id = ${tenant} and invoice_id = ${invoiceId}`;
}

/** The bank said no. */
export async function noteRefusal({ tx, tenant, now }: Here & { now: Date }, invoiceId: string, after: AfterRefusal) {
  const going = 'nextOn' in after;
  await tx.sql`
    update bills set step = step + 1, next_on = ${going ? after.nextOn : null}, stopped = ${going ? null : after.stopped},
      stopped_at = ${going ? null : now.toISOString()}, ends_on = ${going ? null : after.endsOn}
    where tenant_id = ${tenant} and invoice_id = ${invoiceId} and not done`;
}

/** It is tried no more until somebody does something; `endsOn` is null where it waits for ever. */
export async function stopBill(
  { tx, tenant, now }: Here & { now: Date },
  invoiceId: string,
  { stopped, endsOn }: { stopped: Stopped; endsOn: string | null },
): Promise<void> {
  await tx.sql`
    update bills set next_on = null, stopped = ${stopped}, stopped_at = ${now.toISOString()}, ends_on = ${endsOn}
    where tenant_id = ${tenant} and invoice_id = ${invoiceId} and not done`;
}

/** The time for the customer to act is over. */
export async function closeBill({ tx, tenant, now }: Here & { now: Date }, invoiceId: string): Promise<void> {
  await tx.sql`
    update bills set ended_at = ${now.toISOString()}, ends_on = null where tenant_id = ${tenant} and invoice_id = ${invoiceId}`;
}

const anew = ({ sql }: Tx) => sql`
  series = series + 1, step = 0, first_on = null, stopped = null, stopped_at = null, ends_on = null, ended_at = null`;

/** Another card stands first, or the same was renewed: its bills begin anew, but for those that staff have stopped. Locked as a run takes them. */
export async function reopenBills({ tx, tenant }: Here, customerId: string): Promise<void> {
  await tx.sql`
    with again as materialized (
      select invoice_id from bills
      where tenant_id = ${tenant} and customer_id = ${customerId} and not done and (step > 0 or stopped is not null)
        and stopped is distinct from 'staff'
      order by next_on, ends_on, invoice_id for update
    )
    update bills b set ${anew(tx)}, next_on = due_on from again where b.tenant_id = ${tenant} and b.invoice_id = again.invoice_id`;
}

/** Staff want it tried again, from `on`. */
export async function restartBill({ tx, tenant }: Here, invoiceId: string, on: string): Promise<Turn> {
  const [turn] = await tx.sql<[Turn]>`
    update bills set ${anew(tx)}, next_on = ${on} where tenant_id = ${tenant} and invoice_id = ${invoiceId}
    returning series, step`;
  return turn;
}
