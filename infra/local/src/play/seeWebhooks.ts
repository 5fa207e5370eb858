import { payments } from '@purser/contracts';
import type { Cast } from './cast.ts';
import { see } from './see.ts';

/** Every event Stripe sent was dealt with: nothing waits and nothing failed. */
export async function seeWebhooks({ client, staff }: Cast): Promise<{ heard: number; used: number }> {
  return see('every webhook was dealt with', async () => {
    const { events } = await client.query(payments.listWebhookEvents, { limit: 100 }, staff);
    const open = events.filter(({ status }) => status === 'received' || status === 'failed' || status === 'unmatched');
    const used = events.filter(({ status }) => status === 'processed').length;
    return open.length === 0 && used > 0 ? { heard: events.length, used } : undefined;
  });
}
