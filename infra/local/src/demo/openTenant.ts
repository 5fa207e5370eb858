import type { Client } from '@purser/bus';
import { directory } from '@purser/contracts';
import { isFault } from '@purser/fault';
import type { Person } from '../play/cast.ts';
import { see } from '../play/see.ts';
import type { DemoTenant } from './story.ts';

/** A tenant begins to bill: its settings, what its documents say of it, and how its pages look. */
export async function openTenant(
  { client, house, staff }: { client: Client; house: Person; staff: Person },
  { name, slug, timeZone, currency, terms_days, numberPrefix, company, brand }: DemoTenant,
): Promise<void> {
  const settings = { name, timeZone, currency, terms_days, taxRounding: 'line' as const, numberPrefix };
  await client.command(directory.createTenant, { ...settings, slug }, house).catch((error: unknown) => {
    // A start that was broken off has left one of this name behind.
    if (!isFault(error) || error.code !== 'slug_taken') throw error;
    return client.command(directory.createTenant, settings, house);
  });
  await client.command(directory.updateTenant, { company, brand }, staff);
  await see(`the tenant is called ${name}`, async () => {
    const tenant = await client.query(directory.getTenant, {}, staff);
    return tenant.name === name || undefined;
  });
}
