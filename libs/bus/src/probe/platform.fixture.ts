import { connect } from '@purser/db';
import { testPlatform } from '@purser/testing';
import type { Vault } from '@purser/vault';
import { inject } from 'vitest';
import type { Handler } from '../handlers.ts';
import type { Tuning } from '../tuning.ts';
import { add, added, charge } from './contracts.fixture.ts';
import { probeDatabase } from './database.fixture.ts';

type Options = {
  counter: readonly Handler[];
  /** Without any, that service does not run. */
  listener?: readonly Handler[];
  tuning?: Partial<Tuning>;
  database?: Awaited<ReturnType<typeof probeDatabase>>;
};

/** The probe services on a bus in memory, and ways to look behind the walls. */
export async function probePlatform({ counter, listener, tuning = {}, database }: Options) {
  const own = database ?? (await probeDatabase(inject('postgres').adminUrl));
  const migrations = new URL('.', import.meta.url);
  const vaults: Vault[] = [];
  const platform = await testPlatform({
    services: [
      {
        name: 'counter',
        migrations,
        build: ({ vault }) => {
          vaults.push(vault);
          return { handlers: counter, sends: [added] };
        },
      },
      ...(listener
        ? [{ name: 'listener', migrations, build: () => ({ handlers: listener, sends: [add, charge] }) }]
        : []),
    ],
    database: own,
    tuning,
  });
  const behind = connect({ url: own.adminUrl, max: 1, name: 'test' });
  const admin = behind.sql;
  return {
    platform,
    client: platform.client,
    /** The counter's keys. */
    vault: vaults[0]!,
    database: own,
    admin,
    bus: (service: string) => platform.service(service).bus,
    labels: async (service: string, tenant: string) => {
      const rows = await admin`select label from ${admin(service)}.effects where tenant_id = ${tenant} order by id`;
      return rows.map((row) => String(row.label));
    },
    rows: (service: string, tenant: string) =>
      admin<
        { handler: string; status: string; attempts: number; waits_for: string | null; next_at: string | null }[]
      >`select handler, status, attempts, waits_for, next_at from ${admin(service)}.ledger where tenant_id = ${tenant} order by created_at`,
    alarms: async (service: string, tenant: string) => {
      const rows = await admin`
        select reason from ${admin(service)}.alarms where tenant_id = ${tenant} and cleared_at is null order by raised_at`;
      return rows.map((row) => String(row.reason));
    },
    /** Everything the services stored, as text: what must not be stored in clear is searched for here. */
    everything: async () => {
      const tables = await admin`
        select table_schema as schema, table_name as name from information_schema.tables
        where table_schema in ('counter', 'listener') and table_type = 'BASE TABLE'`;
      const texts = await Promise.all(
        tables.map(async ({ schema, name }) => {
          const [row] = await admin.unsafe(`select string_agg(t::text, ' ') as text from "${schema}"."${name}" t`);
          return String(row?.text ?? '');
        }),
      );
      return texts.join('\n');
    },
    stop: async () => {
      await behind.close();
      await platform.stop();
      if (!database) await own.drop();
    },
  };
}
export type ProbePlatform = Awaited<ReturnType<typeof probePlatform>>;
