import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { busMigrations } from '@purser/bus';
import { systemClock } from '@purser/clock';
import {
  createDatabase,
  dbMigrations,
  type MigrationSet,
  migrate,
  platformMigrations,
  readMigrations,
  setUpRoles,
} from '@purser/db';
import { removeEngine, startPostgres } from '@purser/engines';
import { filesMigrations } from '@purser/files';
import { randomToken } from '@purser/vault';
import type { TestProject } from 'vitest/node';
import { rolePrefix, template } from './names.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { adminUrl: string; passwords: Record<string, { runtime: string; relay: string }> };
  }
}

/** Where files are kept: a schema of its own, which several services are let into. */
const filesSchema = 'files';
const services = new URL('../../../services/', import.meta.url);

/** One PostgreSQL per test run, with every service's schema in a template that each test file clones. Durability is off. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'purser-test-'));
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  const engine = await startPostgres({ dir: join(dir, 'postgres'), superuserPassword: randomToken(), settings });
  const names = [...(await serviceNames()), filesSchema];
  const passwords = Object.fromEntries(names.map((name) => [name, { runtime: randomToken(), relay: randomToken() }]));
  await setUpRoles(engine.url, rolePrefix, passwords);
  await createDatabase(engine.url, template);
  const url = new URL(engine.url);
  url.pathname = `/${template}`;
  await migrate(url.href, rolePrefix, await allMigrations(), systemClock.machine());
  project.provide('postgres', { adminUrl: engine.url, passwords });
  return async () => {
    await engine.stop();
    await removeEngine(join(dir, 'postgres'));
    await rm(dir, { recursive: true, force: true });
  };
}

async function serviceNames(): Promise<string[]> {
  const entries = await readdir(services, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function allMigrations(): Promise<MigrationSet[]> {
  const shared = [...(await dbMigrations()), ...(await busMigrations())];
  const own = (name: string) =>
    readMigrations(new URL(`${name}/migrations/`, pathToFileURL(`${new URL(services).pathname}/`)));
  const sets = await Promise.all(
    (await serviceNames()).map(async (service) => ({ service, migrations: [...shared, ...(await own(service))] })),
  );
  return [
    { service: 'platform', migrations: await platformMigrations() },
    { service: filesSchema, migrations: await readMigrations(filesMigrations) },
    ...sets,
  ];
}
