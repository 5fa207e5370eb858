import type { Bus, Log } from '@purser/bus';
import type { Connection } from '@purser/db';
import { armReconciliation } from './armReconciliation.ts';
import type { Home } from './stripe/home.ts';

type Parts = { runtime: Connection; log: Log };

/** Accounts from before there was reconciliation get their timers when the service starts; a few at a time, and nobody waits for it. */
export async function armEveryone({ runtime, log }: Parts, bus: Bus, isStopping: () => boolean): Promise<void> {
  try {
    const homes = await runtime.sql<(Home & { tenant: string })[]>`
      select distinct tenant_id as tenant, mode, 'own' as account from webhook_endpoints
      union select tenant_id, mode, account from connected_accounts where kind = 'connected'`;
    for (const { tenant, mode, account } of homes) {
      if (isStopping()) return;
      const [lacks] = await runtime.tenantTx(
        { tenant },
        ({ sql }) => sql`
          select from stripe_accounts s where mode = ${mode} and account = ${account} and not exists (
            select from reconciliations r where r.tenant_id = s.tenant_id and r.mode = s.mode and r.account = s.account)`,
      );
      if (lacks) await bus.work(tenant, (ctx) => armReconciliation(ctx, { mode, account }));
    }
  } catch (error) {
    log.warn({ error: String(error) }, 'timers of reconciliation could not be set; the next start does');
  }
}
