import { connect } from '@purser/db';
import type { Shot } from './run.ts';
import { clients } from './window.ts';

/** Looks at what is stored, as the database's owner. */
export type Witness = {
  /**
   * Every answer of 200 is a stored row, and no row is there that was not sent. Events whose answer wrk did not wait for,
   * one a connection at most, may be stored too.
   * @returns what became of the events so far
   */
  check(shot: Shot): Promise<string>;
  /** Resolves once the worker has looked into every event. @returns how many seconds that took */
  drained(): Promise<number>;
  close(): Promise<void>;
};

export function openWitness(adminUrl: string): Witness {
  const { sql, close } = connect({ url: adminUrl, max: 1, name: 'bench' });
  return {
    check: async ({ ids, requests, refused }) => {
      const sent = new Set(ids.slice(0, requests + clients));
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
    drained: async () => {
      const begin = performance.now();
      for (;;) {
        const [row] = await sql<{ left: bigint }[]>`
          select count(*) as left from payments.webhook_events where next_at is not null`;
        if (row?.left === 0n) return (performance.now() - begin) / 1000;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    },
    close,
  };
}
