import { type Migration, readMigrations } from './migrate.ts';

const folder = new URL('../migrations/', import.meta.url);

/** What the platform schema holds: the makers of the three classes of tables. */
export async function platformMigrations(): Promise<Migration[]> {
  return (await readMigrations(folder)).filter((m) => m.name === 'db/001_walls.sql');
}

/** What every service's schema holds for this lib: its wrapped keys. */
export async function dbMigrations(): Promise<Migration[]> {
  return (await readMigrations(folder)).filter((m) => m.name !== 'db/001_walls.sql');
}
