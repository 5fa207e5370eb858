import { busMigrations } from '@purser/bus';
import {
  createDatabase,
  databaseFault,
  dbMigrations,
  type MigrationSet,
  migrate,
  platformMigrations,
  readMigrations,
  setUpRoles,
} from '@purser/db';
import { filesMigrations } from '@purser/files';
import type { ServiceDefinition } from '@purser/service';
import { checkKeys, keepCanaries } from './canaries.ts';
import type { KeysFile } from './keysFile.ts';
import { Refusal } from './refusal.ts';

/** The schema of the store of files, which several services are let into. */
export const filesSchema = 'files';

type Wanted = {
  adminUrl: string;
  /** Database, and start of the roles' names. */
  name: string;
  services: readonly ServiceDefinition[];
  keysFile: KeysFile;
  keysPath: string;
};

/**
 * Makes the database or opens the one that is there, and brings it up to date under the owner's credential.
 * @returns the address of the stack's database for its owner, and the migrations applied now
 * @throws Refusal when the keys do not belong to what is there; nothing has been changed then.
 */
export async function setUpDatabase(wanted: Wanted): Promise<{ ownerUrl: string; applied: string[] }> {
  const { adminUrl, name, services, keysFile, keysPath } = wanted;
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const ownerUrl = url.href;
  await createDatabase(adminUrl, name).catch((error: unknown) => {
    // 28P01: the password is not the server's.
    if (databaseFault(error)?.code !== '28P01') throw error;
    throw new Refusal(`${keysPath} does not open the database: its password is another. Put back the right file.`, {
      cause: error,
    });
  });
  await checkKeys(ownerUrl, keysFile.keys, keysPath);
  await keysFile.saveAdded();
  const roles = services.map((service) => [service.name, rolesOf(keysFile, service.name)] as const);
  await setUpRoles(adminUrl, name, { ...Object.fromEntries(roles), [filesSchema]: keysFile.keys.files });
  const applied = await migrate(ownerUrl, name, await everyMigration(services), new Date());
  await keepCanaries(ownerUrl, keysFile.keys);
  return { ownerUrl, applied };
}

function rolesOf({ keys }: KeysFile, service: string) {
  const roles = keys.roles[service];
  if (!roles) throw new Error(`no passwords were made for ${service}`);
  return roles;
}

async function everyMigration(services: readonly ServiceDefinition[]): Promise<MigrationSet[]> {
  const shared = [...(await dbMigrations()), ...(await busMigrations())];
  const own = services.map(async ({ name, migrations }) => ({
    service: name,
    migrations: [...shared, ...(await readMigrations(migrations))],
  }));
  return [
    { service: 'platform', migrations: await platformMigrations() },
    { service: filesSchema, migrations: await readMigrations(filesMigrations) },
    ...(await Promise.all(own)),
  ];
}
