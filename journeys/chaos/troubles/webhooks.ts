import { tellSandbox } from '../town/sandbox.ts';

/**
 * From the first payment on events come in any order, a third of them three times, and a tenth of what is sent never arrives and is never
 * sent again, whatever it tells of: janitors find payments, refunds and cards without them, and the hourly reconciliation the rest.
 */
const weather = { shuffle_ms: 3_000, duplicate: 0.3, copies: 3, drop: 0.1 };

export async function loseWebhooks(sandbox: string): Promise<void> {
  await tellSandbox(sandbox, 'POST', '/webhook-faults', weather);
}
