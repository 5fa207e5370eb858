import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';
import type { Place } from '../place.ts';
import { type EventFilter, matching } from './webhookEvents.ts';

type Inside = Pick<Context, 'tx' | 'tenant'>;

export type Replay = {
  replayId: string;
  filter: EventFilter;
  total: number;
  queued: number;
  startedAt: Date;
  endedAt: Date | null;
};

/** More are not put in line by one replay: another one goes on from there. */
const replayMost = 10_000;

/** @returns how many it will be. Events whose payload is gone are not of them. */
export async function insertReplay(
  { tx, tenant }: Inside,
  { replayId, filter, askedBy, now }: { replayId: string; filter: EventFilter; askedBy: string; now: Date },
): Promise<number> {
  const [row] = await tx.sql<{ total: number }[]>`
    with found as (
      select from webhook_events where ${matching(tx, filter)} and payload is not null and received_at <= ${now.toISOString()}
      limit ${replayMost})
    insert into webhook_replays (tenant_id, replay_id, filter, started_at, asked_by, total, queued, ended_at)
    select ${tenant}, ${replayId}, ${JSON.stringify(filter)}::text::jsonb, ${now.toISOString()}, ${askedBy}, count(*), 0,
      case when count(*) = 0 then ${now.toISOString()}::timestamptz end from found
    on conflict do nothing
    returning total`;
  if (!row) throw fault('conflict', 'replay_exists', 'There is a replay of this id.');
  return row.total;
}

type Locked = Replay & { reachedAt: string | null; reachedId: string | null };

export async function lockReplay({ tx }: Pick<Context, 'tx'>, replayId: string): Promise<Locked> {
  const [row] = await tx.sql<(Omit<Locked, 'startedAt' | 'endedAt'> & { startedAt: string; endedAt: string | null })[]>`
    select replay_id as "replayId", filter, total, queued, started_at as "startedAt", ended_at as "endedAt",
      reached_at as "reachedAt", reached_id as "reachedId"
    from webhook_replays where replay_id = ${replayId} for update`;
  if (!row) throw fault('notFound', 'replay_not_found', 'There is no such replay.');
  return { ...row, startedAt: new Date(row.startedAt), endedAt: row.endedAt === null ? null : new Date(row.endedAt) };
}

/** How many of a replay wait for the worker yet. */
export async function waitingOf({ tx }: Pick<Context, 'tx'>, replayId: string): Promise<number> {
  const [row] = await tx.sql<{ waiting: number }[]>`
    select count(*)::int as waiting from webhook_events where replay_id = ${replayId} and next_at is not null`;
  return row?.waiting ?? 0;
}

/** Puts the next of a replay in line again, the oldest first, and remembers how far it came. @returns how many they were */
export async function queueNext(
  { tx }: Pick<Context, 'tx'>,
  replay: Locked,
  most: number,
  { due, now }: { due: Date; now: Date },
): Promise<number> {
  const { replayId, filter, startedAt, reachedAt, reachedId, total, queued } = replay;
  const limit = Math.min(most, total - queued);
  const [row] = await tx.sql<{ queued: number }[]>`
    with next as materialized (
      select event_id, received_at from webhook_events
      where ${matching(tx, filter)} and payload is not null and received_at <= ${startedAt.toISOString()}
        and (${reachedAt}::timestamptz is null or (received_at, event_id) > (${reachedAt}::timestamptz, ${reachedId}::text))
      order by received_at, event_id limit ${limit}),
    put as (
      update webhook_events e set status = case status when 'unrouted' then status else 'received' end, attempts = 0, problem = null,
        done_at = null, next_at = ${due.toISOString()},
        replay_id = ${replayId} from next where e.event_id = next.event_id),
    last as (select received_at, event_id from next order by received_at desc, event_id desc limit 1)
    update webhook_replays r set queued = r.queued + (select count(*) from next),
      reached_at = coalesce((select received_at from last), r.reached_at), reached_id = coalesce((select event_id from last), r.reached_id),
      ended_at = case when (select count(*) from next) < ${most} or r.queued + (select count(*) from next) >= r.total
        then ${now.toISOString()}::timestamptz end
    where r.replay_id = ${replayId}
    returning (select count(*)::int from next) as queued`;
  return row?.queued ?? 0;
}

export type ListedReplay = Replay & { applied: number; failed: number; waiting: number };

/** The newest first, one more than asked for. */
export async function listOfReplays(
  { tx }: Pick<Context, 'tx'>,
  { after, limit }: { after: Place | undefined; limit: number },
): Promise<ListedReplay[]> {
  const rows = await tx.sql<
    (Omit<ListedReplay, 'startedAt' | 'endedAt'> & { startedAt: string; endedAt: string | null })[]
  >`
    select r.replay_id as "replayId", filter, total, queued, started_at as "startedAt", ended_at as "endedAt",
      count(e.event_id) filter (where e.next_at is null and e.status not in ('failed', 'unrouted'))::int as applied,
      count(e.event_id) filter (where e.next_at is null and e.status in ('failed', 'unrouted'))::int as failed,
      count(e.event_id) filter (where e.next_at is not null)::int as waiting
    from (
      select * from webhook_replays
      where ${after === undefined} or (started_at, replay_id) < (${(after?.at ?? new Date(0)).toISOString()}, ${after?.id ?? null}::uuid)
      order by started_at desc, replay_id desc limit ${limit + 1}) r
    left join webhook_events e on e.tenant_id = r.tenant_id and e.replay_id = r.replay_id
    group by r.replay_id, filter, total, queued, started_at, ended_at
    order by started_at desc, r.replay_id desc`;
  return rows.map((row) => ({
    ...row,
    startedAt: new Date(row.startedAt),
    endedAt: row.endedAt === null ? null : new Date(row.endedAt),
  }));
}
