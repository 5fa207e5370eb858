import { notifications } from '@purser/contracts';
import type { Cast, Invoice } from './cast.ts';
import { see } from './see.ts';

/** The invoice and a receipt for each part were mailed, once each. */
export async function seeMails({ client, staff }: Cast, { invoiceId }: Invoice): Promise<{ kinds: string[] }> {
  return see('the invoice and two receipts are mailed', async () => {
    const { mails } = await client.query(notifications.listMails, { invoiceId, limit: 50 }, staff);
    const kinds = mails.filter(({ status }) => status === 'sent').map(({ kind }) => kind as string);
    const wanted = ['invoicePaid', 'invoicePartlyPaid'];
    return kinds.length === 3 && wanted.every((kind) => kinds.includes(kind)) ? { kinds } : undefined;
  });
}
