import { IncomingMessage } from 'node:http';
import type { Log } from '@purser/bus';
import type { Clock } from '@purser/clock';
import { isFault } from '@purser/fault';
import { isId } from '@purser/message';
import { Hono } from 'hono';
import type { StripeAccounts } from '../stripe/accounts.ts';
import type { Intake } from '../webhooks/intake.ts';
import { verifyEvent } from '../webhooks/verify.ts';
import { readBody } from './readBody.ts';

type Parts = { accounts: StripeAccounts; intake: Intake; log: Log; clock: Clock };

const largest_bytes = 1_048_576;

/**
 * Where Stripe posts. 200 only after the commit that stored the event; 401 for a signature that is wrong or stale, 400 for
 * what is no event of this endpoint's, 404 for an unknown endpoint, 413 over 1 MiB, 500 when it cannot be stored, so that Stripe sends it again.
 */
export function webhookRoutes({ accounts, intake, log, clock }: Parts): Hono {
  const app = new Hono();
  app.post('/webhooks/stripe/:endpointId', async (c) => {
    const incoming = incomingOf(c.env);
    const endpointId = c.req.param('endpointId');
    try {
      const account = isId(endpointId) ? await accounts.ofEndpoint(endpointId) : undefined;
      if (!account) return c.text('unknown endpoint', 404);
      const raw = await readBody(incoming, largest_bytes);
      // What is left of it is not read: the connection ends with the answer.
      if (!raw) return c.text('too large', 413, { connection: 'close' });
      const header = incoming.headers['stripe-signature'];
      const verified = verifyEvent(raw, String(header ?? ''), account.webhookSecrets, clock.machine());
      if (!verified.ok) {
        log.warn({ endpoint: endpointId, why: verified.why, bytes: raw.byteLength }, 'a webhook was refused');
        return verified.why === 'signature' ? c.text('bad signature', 401) : c.text('not an event', 400);
      }
      if (verified.event.livemode !== (account.mode === 'live')) return c.text('wrong mode', 400);
      await intake.store(account, verified.event, raw);
      return c.text('stored', 200);
    } catch (error) {
      log.error(
        { endpoint: endpointId, error: isFault(error) ? error.code : String(error) },
        'a webhook could not be stored',
      );
      return c.text('not stored', 500);
    }
  });
  return app;
}

/** The request as the server of `@purser/service` hands it on. */
function incomingOf(env: unknown): IncomingMessage {
  const incoming = env !== null && typeof env === 'object' && 'incoming' in env ? env.incoming : undefined;
  if (!(incoming instanceof IncomingMessage)) throw new Error('webhooks are served by Node alone');
  return incoming;
}
