import type { Context } from '@purser/bus';
import type { Tx } from '@purser/db';
import type { Home } from '../stripe/home.ts';

export type Reconciliation = Home & {
  eventsTimer: string;
  eventsNextAt: Date;
  eventsRun: string | null;
  eventsBeganAt: Date | null;
  eventsPass: number;
  eventsPosition: string | null;
  eventsSeen: number;
  eventsFound: number;
  eventsNewest: Date | null;
  eventsCursor: Date | null;
  eventsLastAt: Date | null;
  eventsLastSeen: number | null;
  eventsLastFound: number | null;
  eventsProblem: string | null;
  dailyTimer: string;
  dailyNextAt: Date;
};

type Maybe = 'eventsBeganAt' | 'eventsNewest' | 'eventsCursor' | 'eventsLastAt';
type Always = 'eventsNextAt' | 'dailyNextAt';
type Row = Omit<Reconciliation, Maybe | Always> & Record<Always, string> & Record<Maybe, string | null>;

const maybe = (at: string | null) => (at === null ? null : new Date(at));
const asReconciliation = (row: Row): Reconciliation => ({
  ...row,
  eventsNextAt: new Date(row.eventsNextAt),
  dailyNextAt: new Date(row.dailyNextAt),
  eventsBeganAt: maybe(row.eventsBeganAt),
  eventsNewest: maybe(row.eventsNewest),
  eventsCursor: maybe(row.eventsCursor),
  eventsLastAt: maybe(row.eventsLastAt),
});

const columns = ({ sql }: Tx) => sql`
  mode, account, events_timer as "eventsTimer", events_next_at as "eventsNextAt", events_run as "eventsRun",
  events_began_at as "eventsBeganAt", events_pass as "eventsPass", events_position as "eventsPosition", events_seen as "eventsSeen",
  events_found as "eventsFound", events_newest as "eventsNewest", events_cursor as "eventsCursor", events_last_at as "eventsLastAt",
  events_last_seen as "eventsLastSeen", events_last_found as "eventsLastFound", events_problem as "eventsProblem",
  daily_timer as "dailyTimer", daily_next_at as "dailyNextAt"`;

type Timers = { eventsTimer: string; eventsNextAt: Date; dailyTimer: string; dailyNextAt: Date };

/** @returns false when the account has its timers already. */
export async function insertReconciliation(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  { mode, account }: Home,
  timers: Timers,
): Promise<boolean> {
  const made = await tx.sql`
    insert into reconciliations (tenant_id, mode, account, events_timer, events_next_at, events_pass, events_seen, events_found,
      daily_timer, daily_next_at)
    values (${tenant}, ${mode}, ${account}, ${timers.eventsTimer}, ${timers.eventsNextAt.toISOString()}, 0, 0, 0, ${timers.dailyTimer},
      ${timers.dailyNextAt.toISOString()})
    on conflict do nothing`;
  return made.count === 1;
}

export async function lockReconciliation(tx: Tx, { mode, account }: Home): Promise<Reconciliation | undefined> {
  const [row] = await tx.sql<Row[]>`
    select ${columns(tx)} from reconciliations where mode = ${mode} and account = ${account} for update`;
  return row && asReconciliation(row);
}

export async function allReconciliations(tx: Tx): Promise<Reconciliation[]> {
  const rows = await tx.sql<Row[]>`select ${columns(tx)} from reconciliations order by mode, account`;
  return rows.map(asReconciliation);
}

/** From now on this timer counts. */
export async function setEventsTimer({ sql }: Tx, { mode, account }: Home, timer: string, at: Date): Promise<void> {
  await sql`
    update reconciliations set events_timer = ${timer}, events_next_at = ${at.toISOString()}
    where mode = ${mode} and account = ${account}`;
}

export async function setDailyTimer({ sql }: Tx, { mode, account }: Home, timer: string, at: Date): Promise<void> {
  await sql`
    update reconciliations set daily_timer = ${timer}, daily_next_at = ${at.toISOString()}
    where mode = ${mode} and account = ${account}`;
}

export async function beginRun({ sql }: Tx, { mode, account }: Home, run: string, now: Date): Promise<void> {
  await sql`
    update reconciliations set events_run = ${run}, events_began_at = ${now.toISOString()}, events_pass = 0, events_position = null,
      events_seen = 0, events_found = 0, events_newest = events_cursor
    where mode = ${mode} and account = ${account}`;
}

type Brought = { seen: number; found: number; newest: Date | null };

/** A page is done: where the next one begins. */
export async function stepRun(
  { sql }: Tx,
  { mode, account }: Home,
  { pass, position }: { pass: number; position: string | null },
  { seen, found, newest }: Brought,
): Promise<void> {
  await sql`
    update reconciliations set events_pass = ${pass}, events_position = ${position}, events_seen = events_seen + ${seen},
      events_found = events_found + ${found}, events_newest = greatest(events_newest, ${newest?.toISOString() ?? null}::timestamptz)
    where mode = ${mode} and account = ${account}`;
}

/** The run is over: what it saw is the cursor of the next, unless Stripe did not let it look. */
export async function endRun({ sql }: Tx, { mode, account }: Home, problem: string | null, now: Date): Promise<void> {
  await sql`
    update reconciliations set events_run = null, events_began_at = null, events_position = null, events_pass = 0,
      events_cursor = case when ${problem === null} then events_newest else events_cursor end, events_last_at = ${now.toISOString()},
      events_last_seen = events_seen, events_last_found = events_found, events_problem = ${problem}
    where mode = ${mode} and account = ${account}`;
}

/** Which of these are stored. */
export async function storedEvents({ sql }: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await sql<{ id: string }[]>`
    select event_id as id from webhook_events where event_id = any(${[...ids]}::text[])`;
  return new Set(rows.map(({ id }) => id));
}
