import { type Connection, connect } from '@purser/db';
import { clients, type Shot } from './window.ts';

/** Looks at what is stored, as the database's owner. */
export type Witness = {
  /**
   * Every answer of 200 is a stored row, and no row is there that was not sent. Events whose answer wrk did not wait for,
   * one a connection at most, may be stored too.
   * @returns what became of the events so far
   */
  check(shot: Shot): Promise<string>;
  /**
   * Lets the worker look into the events it put off, for some seconds; what is left then is taken away, so that whoever is
   * measured next has the machine to itself.
   */
  rest(most_s: number): Promise<{ applied_per_s: number; removed: number }>;
  close(): Promise<void>;
};

export function openWitness(adminUrl: string): Witness {
  const { sql, close } = connect({ url: adminUrl, max: 1, name: 'bench' });
  return {
    check: async ({ ids, requests, refused }) => {
      // wrk asks its script for one request that it does not send.
      const sent = new Set(ids.slice(0, requests + clients + 1));
      const rows = await sql<{ status: string; event_id: string }[]>`
        select status, event_id from payments.webhook_events where event_id = any(${ids}::text[])`;
      const accepted = requests - refused;
      const strangers = rows.filter((row) => !sent.has(row.event_id));
      if (rows.length < accepted || rows.length > accepted + clients || strangers.length > 0)
        throw new Error(`${accepted} accepted, ${rows.length} stored, of which ${strangers.length} never sent`);
      const byStatus = Map.groupBy(rows, (row) => row.status);
      const counts = [...byStatus].map(([status, of]) => `${of.length} ${status}`).join(', ');
      return `${accepted} accepted, ${rows.length} stored: ${counts}`;
    },
    rest: async (most_s) => {
      const begin = performance.now();
      const seconds = () => (performance.now() - begin) / 1000;
      const first = await waiting(sql);
      let left = first;
      while (left > 0 && seconds() < most_s) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        left = await waiting(sql);
      }
      const applied_per_s = (first - left) / seconds();
      const { count } = await sql`delete from payments.webhook_events where next_at is not null`;
      return { applied_per_s, removed: count };
    },
    close,
  };
}

async function waiting(sql: Connection['sql']): Promise<number> {
  const [row] = await sql<{ left: bigint }[]>`
    select count(*) as left from payments.webhook_events where next_at is not null`;
  return Number(row?.left ?? 0n);
}
