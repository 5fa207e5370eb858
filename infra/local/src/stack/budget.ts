import { connect } from '@purser/db';

/** How many connections the database allows and how many are in use, in words. */
export async function connectionBudget(ownerUrl: string): Promise<string> {
  const owner = connect({ url: ownerUrl, max: 1, name: 'purser start' });
  try {
    const [row] = await owner.sql<{ open: bigint; most: number }[]>`
      select count(*) as open, current_setting('max_connections')::int as most
      from pg_stat_activity where backend_type = 'client backend'`;
    return `${row?.open} open, PostgreSQL allows ${row?.most}`;
  } finally {
    await owner.close();
  }
}
