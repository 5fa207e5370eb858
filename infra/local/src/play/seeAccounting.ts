import { accounting } from '@purser/contracts';
import type { Cast, Invoice } from './cast.ts';
import { see } from './see.ts';

/** The invoice and both payments stand in Xero. */
export async function seeAccounting({ client, staff }: Cast, { invoiceId }: Invoice): Promise<{ pushed: number }> {
  return see('the invoice and both payments stand in Xero', async () => {
    const { documents } = await client.query(accounting.listDocuments, { invoiceId, limit: 50 }, staff);
    const pushed = documents.filter(({ state }) => state === 'pushed').length;
    return pushed === 3 ? { pushed } : undefined;
  });
}
