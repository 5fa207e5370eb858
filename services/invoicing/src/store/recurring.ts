import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import type { z } from 'zod';
import type { RecurringState, Schedule } from '../domain/recurring.ts';
import { notFound } from '../domain/refusals.ts';

type Storing = Pick<Context, 'tx' | 'tenant' | 'now'>;
type Reading = Pick<Context, 'tx' | 'tenant'>;

export type RecurringInput = z.output<typeof contract.createRecurringInvoice.input>;

/** What each draft is made of. Note and order number stand sealed beside it. */
const content = contract.createRecurringInvoice.input.pick({
  currency: true,
  lines: true,
  discount: true,
  terms_days: true,
});
export type RecurringContent = z.output<typeof content>;

export type Recurring = {
  recurringId: string;
  customerId: string;
  name: string;
  content: RecurringContent;
  note: Buffer | null;
  poNumber: Buffer | null;
  schedule: Schedule;
  review_days: number;
  send: boolean;
  state: RecurringState;
  problem: string | null;
  nextOn: string | null;
  timer: string | null;
  lastRun: string | null;
  createdAt: string;
  timeZone: string;
};

type Row = Omit<Recurring, 'content' | 'schedule'> & {
  content: string;
  every: number;
  unit: Schedule['unit'];
  startOn: string;
  monthEnd: boolean;
  endOn: string | null;
  most: number | null;
  made: number;
};

async function find({ tx, tenant }: Reading, recurringId: string, locked: boolean): Promise<Recurring> {
  const { sql } = tx;
  const [row] = await sql<Row[]>`
    select r.recurring_id as "recurringId", r.customer_id as "customerId", r.name, r.content, r.note, r.po_number as "poNumber",
      r.every, r.unit, r.start_on as "startOn", r.month_end as "monthEnd", r.end_on as "endOn", r.most, r.made, r.review_days, r.send,
      r.state, r.problem, r.next_on as "nextOn", r.timer, r.created_at as "createdAt", t.time_zone as "timeZone",
      (select max(period_on) from recurring_runs u where u.tenant_id = r.tenant_id and u.recurring_id = r.recurring_id) as "lastRun"
    from recurring_invoices r join tenants t on t.tenant_id = r.tenant_id
    where r.tenant_id = ${tenant} and r.recurring_id = ${recurringId} ${locked ? sql`for update of r` : sql``}`;
  if (!row) throw notFound('recurring_invoice');
  const { every, unit, startOn, monthEnd, endOn, most, made, content: text, ...rest } = row;
  const schedule = { every, unit, startOn, monthEnd, most, made, ...(endOn !== null && { endOn }) };
  return { ...rest, schedule, content: content.parse(JSON.parse(text)) };
}

/** @throws Fault notFound */
export const readRecurring = (ctx: Reading, recurringId: string) => find(ctx, recurringId, false);

/** Locked until the commit. @throws Fault notFound */
export async function lockRecurring(ctx: Reading, recurringId: string): Promise<Recurring> {
  await ctx.tx.sql`
    select 1 from recurring_invoices where tenant_id = ${ctx.tenant} and recurring_id = ${recurringId} for update`;
  // Read once it is ours: what was waited for is seen.
  return find(ctx, recurringId, true);
}

type Sealed = { note: Buffer | null; poNumber: Buffer | null };
type Moved = { state: RecurringState; nextOn: string | null; timer: string | null; problem: string | null };

/** @returns false when there is one of this id */
export async function insertRecurring(
  { tx, tenant, now }: Storing,
  input: RecurringInput,
  { note, poNumber }: Sealed,
  { nextOn, timer }: Pick<Moved, 'nextOn' | 'timer'>,
): Promise<boolean> {
  const { recurringId, customerId, name, every, unit, startOn, review_days } = input;
  const made = await tx.sql`
    insert into recurring_invoices (tenant_id, recurring_id, customer_id, name, content, note, po_number, every, unit, start_on,
      month_end, end_on, most, review_days, send, state, next_on, timer, created_at)
    values (${tenant}, ${recurringId}, ${customerId}, ${name}, ${contentText(input)}, ${note}, ${poNumber}, ${every}, ${unit},
      ${startOn}, ${input.monthEnd ?? false}, ${input.endOn ?? null}, ${input.most ?? null}, ${review_days}, ${input.send ?? true},
      'active', ${nextOn}, ${timer}, ${now.toISOString()})
    on conflict do nothing`;
  return made.count === 1;
}

export async function replaceRecurring(
  { tx, tenant }: Reading,
  input: RecurringInput,
  { note, poNumber }: Sealed,
): Promise<void> {
  const { recurringId, name, every, unit, startOn, review_days } = input;
  await tx.sql`
    update recurring_invoices set name = ${name}, content = ${contentText(input)}, note = ${note}, po_number = ${poNumber},
      every = ${every}, unit = ${unit}, start_on = ${startOn}, month_end = ${input.monthEnd ?? false},
      end_on = ${input.endOn ?? null}, most = ${input.most ?? null}, review_days = ${review_days}, send = ${input.send ?? true}
    where tenant_id = ${tenant} and recurring_id = ${recurringId}`;
}

export async function moveRecurring(
  { tx, tenant }: Reading,
  recurringId: string,
  { state, nextOn, timer, problem }: Moved,
): Promise<void> {
  await tx.sql`
    update recurring_invoices set state = ${state}, next_on = ${nextOn}, timer = ${timer}, problem = ${problem}
    where tenant_id = ${tenant} and recurring_id = ${recurringId}`;
}

export async function countMade({ tx, tenant }: Reading, recurringId: string): Promise<void> {
  await tx.sql`
    update recurring_invoices set made = made + 1 where tenant_id = ${tenant} and recurring_id = ${recurringId}`;
}

function contentText({ currency, lines, discount, terms_days }: RecurringInput): string {
  return JSON.stringify({ currency, lines, discount, terms_days });
}
