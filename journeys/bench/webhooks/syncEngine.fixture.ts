import { createRequire } from 'node:module';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

// Its ESM build asks for `__dirname` when it migrates.
const { StripeSync, runMigrations }: typeof import('@supabase/stripe-sync-engine') = createRequire(import.meta.url)(
  '@supabase/stripe-sync-engine',
);

const schema = 'stripe';
const { DATABASE_URL = '', WEBHOOK_SECRET = '' } = process.env;

/**
 * @supabase/stripe-sync-engine behind a server like ours: the same framework, 200 after its commit, as many connections as
 * intake has. It asks Stripe for nothing.
 */
await runMigrations({ databaseUrl: DATABASE_URL, schema });
const sync = new StripeSync({
  schema,
  poolConfig: { connectionString: DATABASE_URL, max: 10 },
  stripeSecretKey: 'sk_test_unused',
  stripeWebhookSecret: WEBHOOK_SECRET,
  backfillRelatedEntities: false,
});

const app = new Hono();
app.post('/webhooks', async (c) => {
  const raw = Buffer.from(await c.req.arrayBuffer());
  try {
    await sync.processWebhook(raw, c.req.header('stripe-signature'));
    return c.text('stored', 200);
  } catch (error) {
    console.error(error);
    return c.text('not stored', 500);
  }
});
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  process.send?.({ ready: true, port }),
);
process.once('SIGTERM', () => server.close(() => process.exit(0)));
