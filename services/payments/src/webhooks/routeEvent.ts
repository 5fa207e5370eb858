import type { Bus } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import type { Connection } from '@purser/db';
import type { Vault } from '@purser/vault';
import type { StripeAccounts } from '../stripe/accounts.ts';
import type { Claimed } from './claimed.ts';

type Parts = { accounts: Pick<StripeAccounts, 'tenantOf'>; relay: Connection; vault: Vault };

/**
 * An event of a connected account that nobody knew when it came: handed on to its tenant if somebody does now. Otherwise it waits, and one
 * command per account waits for the account, alarms after a while and puts its events in line again.
 */
export async function routeEvent({ accounts, relay, vault }: Parts, bus: Bus, event: Claimed): Promise<void> {
  const { tenant: keeper, eventId, mode, account } = event;
  const tenant = await accounts.tenantOf({ mode, account });
  if (tenant !== undefined) return handOn(relay, vault, event, tenant);
  await bus.work(keeper, async (ctx) => {
    await ctx.tx.sql`update webhook_events set next_at = null where event_id = ${eventId}`;
    const isFirst = await ctx.tx.sql`
      insert into unknown_accounts (tenant_id, mode, account, seen_at) values (${keeper}, ${mode}, ${account}, ${ctx.now.toISOString()})
      on conflict do nothing`;
    if (isFirst.count === 1) ctx.stage.send(contract.awaitAccount, { mode, account });
  });
}

/** From under the platform's key to under the tenant's; what the tenant has of this id already counts. */
async function handOn({ plainTx }: Connection, vault: Vault, event: Claimed, tenant: string): Promise<void> {
  const [from, to] = await Promise.all([vault.ready(event.tenant), vault.ready(tenant)]);
  const { eventId } = event;
  const payload = to.seal('webhook.payload', eventId, from.open('webhook.payload', eventId, event.payload));
  await plainTx(async ({ sql }) => {
    await sql`
      insert into webhook_events (tenant_id, event_id, endpoint_id, mode, account, type, form, object_id, payload, status, next_at, received_at, via)
      select ${tenant}, event_id, endpoint_id, mode, account, type, form, object_id, ${payload}, 'received', received_at, received_at, via
      from webhook_events where tenant_id = ${event.tenant} and event_id = ${eventId}
      on conflict do nothing`;
    // What it held is the tenant's alone from now on.
    await sql`
      update webhook_events set status = 'routed', payload = null, next_at = null, done_at = received_at, problem = null
      where tenant_id = ${event.tenant} and event_id = ${eventId}`;
  });
}
