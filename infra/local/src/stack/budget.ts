import { connect } from '@purser/db';
import { connectionsMost } from '@purser/service';

/** How many connections so many services open at most, and what the database allows, in words. */
export async function connectionBudget(ownerUrl: string, services: number): Promise<string> {
  const owner = connect({ url: ownerUrl, max: 1, name: 'purser start' });
  try {
    const [row] = await owner.sql<{ open: bigint; most: number }[]>`
      select count(*) as open, current_setting('max_connections')::int as most
      from pg_stat_activity where backend_type = 'client backend'`;
    const most = services * connectionsMost;
    return `${row?.open} open, ${most} at most for ${services} services; PostgreSQL allows ${row?.most}`;
  } finally {
    await owner.close();
  }
}
