import type { Context } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';

/** Seals a tenant's keys and opens the door its webhooks come through. */
export async function configureStripe(
  { tx, tenant, now, keys }: Context,
  input: z.output<typeof contract.configureStripe.input>,
) {
  const { endpointId, mode, secretKey, publishableKey, webhookSecrets } = input;
  for (const [path, key] of Object.entries({ secretKey, publishableKey })) {
    if (!key.includes(`_${mode}_`)) {
      const errors = [{ path, code: 'wrong_mode', message: `This is not a ${mode} key.` }];
      throw fault('invalid', 'invalid_input', 'The input was refused.', { errors });
    }
  }
  const ring = await keys();
  const { sql } = tx;
  await sql`update stripe_accounts set in_use = false where mode <> ${mode}`;
  await sql`
    insert into stripe_accounts (tenant_id, mode, endpoint_id, publishable_key, secret_key, webhook_secrets, in_use, updated_at)
    values (${tenant}, ${mode}, ${endpointId}, ${publishableKey}, ${ring.seal('stripe.secretKey', tenant, secretKey)},
      ${ring.seal('stripe.webhookSecrets', tenant, JSON.stringify(webhookSecrets))}, true, ${now.toISOString()})
    on conflict (tenant_id, mode) do update set endpoint_id = excluded.endpoint_id, publishable_key = excluded.publishable_key,
      secret_key = excluded.secret_key, webhook_secrets = excluded.webhook_secrets, in_use = true, updated_at = excluded.updated_at`;
  const door = await sql`
    insert into webhook_endpoints (endpoint_id, tenant_id, mode) values (${endpointId}, ${tenant}, ${mode})
    on conflict (endpoint_id) do update set mode = excluded.mode where webhook_endpoints.tenant_id = excluded.tenant_id`;
  if (door.count === 0) throw fault('conflict', 'endpoint_taken', 'This endpoint id is taken.');
  return { endpointId };
}
