import { randomBytes } from 'node:crypto';
import { cloneDatabase, dropDatabase, roleUrl } from '@purser/db';
import { inject } from 'vitest';
import { rolePrefix, template } from './names.ts';

export type TestDatabase = {
  /** The superuser's address: for looking behind the walls, never for the code under test. */
  adminUrl: string;
  /** The address for one of a service's roles. */
  url(service: string, kind: 'runtime' | 'relay'): string;
  drop(): Promise<void>;
};

/** A database of one's own with every service's empty tables. */
export async function freshDatabase(): Promise<TestDatabase> {
  const { adminUrl, passwords } = inject('postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const own = await cloneDatabase(adminUrl, template, name);
  return {
    adminUrl: own,
    url: (service, kind) => {
      const password = passwords[service]?.[kind];
      if (!password) throw new Error(`there is no service ${service}`);
      return roleUrl(own, rolePrefix, service, kind, password);
    },
    drop: () => dropDatabase(adminUrl, name),
  };
}
