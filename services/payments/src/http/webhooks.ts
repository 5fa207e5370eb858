import { IncomingMessage } from 'node:http';
import type { Log } from '@purser/bus';
import type { Clock } from '@purser/clock';
import { isFault } from '@purser/fault';
import { isId } from '@purser/message';
import { Hono } from 'hono';
import type { StripeAccounts, StripeEndpoint } from '../stripe/accounts.ts';
import { addresseeOf } from '../webhooks/addressee.ts';
import type { Intake } from '../webhooks/intake.ts';
import { type Verified, verifyEvent } from '../webhooks/verify.ts';
import { readBody } from './readBody.ts';

type Parts = {
  accounts: StripeAccounts;
  intake: Intake;
  log: Log;
  clock: Clock;
  /** Writes down that a well-signed delivery was refused: somebody has to mend something. */
  noteRefused(endpoint: StripeEndpoint, why: 'mode' | 'shape'): void;
};

const largest_bytes = 1_048_576;

/**
 * Where Stripe posts. 200 only after the commit that stored the event; 401 for a signature that is wrong or stale, 400 for
 * what is no event of this endpoint's, 404 for an unknown endpoint, 413 over 1 MiB, 500 when it cannot be stored, so that Stripe sends it again.
 */
export function webhookRoutes(parts: Parts): Hono {
  const { accounts, intake, log, noteRefused } = parts;
  const app = new Hono();
  app.post('/webhooks/stripe/:endpointId', async (c) => {
    const incoming = incomingOf(c.env);
    const endpointId = c.req.param('endpointId');
    try {
      const endpoint = isId(endpointId) ? await accounts.ofEndpoint(endpointId) : undefined;
      if (!endpoint) return c.text('unknown endpoint', 404);
      const raw = await readBody(incoming, largest_bytes);
      // What is left of it is not read: the connection ends with the answer.
      if (!raw) return c.text('too large', 413, { connection: 'close' });
      const header = String(incoming.headers['stripe-signature'] ?? '');
      const verified = await verify(parts, endpoint, raw, header);
      if (!verified.ok) {
        log.warn({ endpoint: endpointId, why: verified.why, bytes: raw.byteLength }, 'a webhook was refused');
        if (verified.why === 'signature') return c.text('bad signature', 401);
        noteRefused(endpoint, 'shape');
        return c.text('not an event of this endpoint', 400);
      }
      const to = await addresseeOf(accounts, endpoint, verified.event);
      if (!to) {
        log.error(
          { alarm: 'webhook_wrong_mode', endpoint: endpointId, tenant: endpoint.tenant },
          'an event of the other mode',
        );
        noteRefused(endpoint, 'mode');
        return c.text('wrong mode', 400);
      }
      await intake.store(to, verified.event, raw);
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

/** A signature that does not count may be of a secret that was added just now: then the secrets are looked up again. */
async function verify(
  { accounts, clock }: Parts,
  endpoint: StripeEndpoint,
  raw: Buffer,
  header: string,
): Promise<Verified> {
  const check = ({ form, secrets }: StripeEndpoint) => {
    const now = clock.business();
    const inForce = secrets.filter(({ endsAt }) => endsAt === null || endsAt > now).map(({ secret }) => secret);
    return verifyEvent(raw, header, { secrets: inForce, form }, clock.machine());
  };
  const verified = check(endpoint);
  if (verified.ok || verified.why !== 'signature') return verified;
  const now = await accounts.ofEndpoint(endpoint.endpointId, 'anew');
  return now && now !== endpoint ? check(now) : verified;
}

/** The request as the server of `@purser/service` hands it on. */
function incomingOf(env: unknown): IncomingMessage {
  const incoming = env !== null && typeof env === 'object' && 'incoming' in env ? env.incoming : undefined;
  if (!(incoming instanceof IncomingMessage)) throw new Error('webhooks are served by Node alone');
  return incoming;
}
