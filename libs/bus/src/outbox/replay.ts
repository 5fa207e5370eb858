import type { Runtime } from '../runtime.ts';

/**
 * Sends again everything sent since `since` (machine time), on all subjects or those that begin with `prefix`. Receivers
 * that had it know; those whose stream lost it get it now. Returns how many rows will go.
 */
export async function replaySince(rt: Runtime, since: Date, prefix = ''): Promise<number> {
  const marked = await rt.relay.sql`
    update outbox set sent_at = null, replays = replays + 1
    where sent_at >= ${since.toISOString()} and starts_with(subject, ${prefix})`;
  return marked.count;
}

/**
 * Compares when each stream was made with what was seen before. A stream that is younger than remembered lost its store:
 * what was sent to it within the age it keeps is sent again.
 */
export async function replayIfLost(rt: Runtime, streams: readonly { name: string; prefix: string }[]): Promise<void> {
  for (const { name, prefix } of streams) {
    const birth = await rt.transport.streamBirth(name);
    if (!birth) continue;
    const [seen] = await rt.relay.sql<{ created: string }[]>`select created from streams where name = ${name}`;
    if (seen?.created === birth.created) continue;
    if (seen) {
      const since = new Date(rt.clock.machine().getTime() - rt.tuning.streamAge_ms);
      const rows = await replaySince(rt, since, prefix);
      rt.log.warn({ stream: name, rows }, 'a stream was lost and made again; the outbox is replayed');
    }
    // After the rows were marked: a crash in between replays once more, which is harmless.
    await rt.relay.sql`insert into streams (name, created) values (${name}, ${birth.created})
      on conflict (name) do update set created = excluded.created`;
  }
}
