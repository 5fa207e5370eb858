import { directory } from '@purser/contracts';
import type { Cast } from './cast.ts';
import { see } from './see.ts';

export const tenantName = 'Harbour IT';

/** A managed service provider in London begins to bill. */
export async function openTenant({ client, house, staff }: Cast): Promise<void> {
  await client.command(
    directory.createTenant,
    {
      name: tenantName,
      timeZone: 'Europe/London',
      currency: 'GBP',
      terms_days: 14,
      taxRounding: 'line',
      numberPrefix: 'HIT-',
    },
    house,
  );
  await see(`the tenant is called ${tenantName}`, async () => {
    const { name } = await client.query(directory.getTenant, {}, staff);
    return name === tenantName || undefined;
  });
}
