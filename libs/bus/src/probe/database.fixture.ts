import { randomBytes } from 'node:crypto';
import {
  createDatabase,
  dbMigrations,
  dropDatabase,
  migrate,
  platformMigrations,
  roleUrl,
  setUpRoles,
  type Tx,
} from '@purser/db';
import { randomToken } from '@purser/vault';
import { busMigrations } from '../migrations.ts';

export const probeServices = ['counter', 'listener'];

/** `effects` may hold the same twice, so that doing something twice shows. */
const tables = `
  create table effects (
    tenant_id uuid not null,
    id bigint generated always as identity,
    label text not null,
    primary key (tenant_id, id)
  );
  select platform.tenant_table('effects');
  create table things (tenant_id uuid not null, name text not null, primary key (tenant_id, name));
  select platform.tenant_table('things');`;

/** A database with the probe services' schemas, on a server that tests share or on one of one's own. */
export async function probeDatabase(adminUrl: string) {
  const name = `probe_${randomBytes(5).toString('hex')}`;
  await createDatabase(adminUrl, name);
  const own = new URL(adminUrl);
  own.pathname = `/${name}`;
  const passwords = Object.fromEntries(
    probeServices.map((service) => [service, { runtime: randomToken(), relay: randomToken() }]),
  );
  await setUpRoles(own.href, name, passwords);
  const migrations = [
    ...(await dbMigrations()),
    ...(await busMigrations()),
    { name: 'probe/001_effects.sql', text: tables },
  ];
  const sets = [
    { service: 'platform', migrations: await platformMigrations() },
    ...probeServices.map((service) => ({ service, migrations })),
  ];
  await migrate(own.href, name, sets, new Date());
  return {
    adminUrl: own.href,
    url: (service: string, kind: 'runtime' | 'relay') =>
      roleUrl(own.href, name, service, kind, passwords[service]?.[kind] ?? ''),
    drop: () => dropDatabase(adminUrl, name),
  };
}

export const leaveEffect = ({ sql }: Tx, tenant: string, label: string) =>
  sql`insert into effects (tenant_id, label) values (${tenant}, ${label})`;
