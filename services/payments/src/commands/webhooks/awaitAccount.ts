import { type Context, notYet } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import type { z } from 'zod';
import type { StripeAccounts } from '../../stripe/accounts.ts';
import type { Line } from '../../webhooks/line.ts';

/**
 * Waits, parked, for an account that events came from and that nobody has connected. Once somebody has, those events are in line; until
 * then whoever runs the platform is told after a while.
 */
export function awaitAccount(accounts: Pick<StripeAccounts, 'tenantOf'>, { clock, wake }: Line) {
  return async ({ tx }: Context, { mode, account }: z.output<typeof contract.awaitAccount.input>) => {
    if ((await accounts.tenantOf({ mode, account })) === undefined) throw notYet(`account:${account}`);
    const put = await tx.sql`
      update webhook_events set next_at = ${clock.machine().toISOString()}
      where status = 'unrouted' and mode = ${mode} and account = ${account} and payload is not null`;
    await tx.sql`delete from unknown_accounts where mode = ${mode} and account = ${account}`;
    setImmediate(wake);
    return { routed: put.count };
  };
}
