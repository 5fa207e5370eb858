import { type Migration, readMigrations } from '@purser/db';

/** What every service's schema holds for the bus: ledger, outbox, alarms and where its reading began. */
export function busMigrations(): Promise<Migration[]> {
  return readMigrations(new URL('../migrations/', import.meta.url));
}
