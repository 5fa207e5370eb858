import { randomBytes } from 'node:crypto';
import {
  connect,
  createDatabase,
  dropDatabase,
  migrate,
  platformMigrations,
  readMigrations,
  roleUrl,
  setUpRoles,
} from '@purser/db';
import { randomToken } from '@purser/vault';
import { filesMigrations } from './migrations.ts';

export const at = new Date('2026-03-01T10:00:00Z');

/** A database with the schema `files` and nothing else, and ways to look behind its walls. */
export async function filesDatabase(serverUrl: string) {
  const name = `files_${randomBytes(5).toString('hex')}`;
  await createDatabase(serverUrl, name);
  const own = new URL(serverUrl);
  own.pathname = `/${name}`;
  const passwords = { runtime: randomToken(), relay: randomToken() };
  await setUpRoles(own.href, name, { files: passwords });
  const sets = [
    { service: 'platform', migrations: await platformMigrations() },
    { service: 'files', migrations: await readMigrations(filesMigrations) },
  ];
  await migrate(own.href, name, sets, at);
  const behind = connect({ url: own.href, max: 1, name: 'test' });
  return {
    url: roleUrl(own.href, name, 'files', 'runtime', passwords.runtime),
    admin: behind.sql,
    drop: async () => {
      await behind.close();
      await dropDatabase(serverUrl, name);
    },
  };
}
