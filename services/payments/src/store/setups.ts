import type { Context } from '@purser/bus';
import type { SetupStatus } from '../domain/setup.ts';
import type { Home } from '../stripe/home.ts';

export type Setup = Home & {
  setupId: string;
  customerId: string;
  status: SetupStatus;
};

/**
 * How many are on file, and how many forms were opened in the last hour of which nothing came; the customer's forms are counted one
 * after the other until the commit, so that several at once count each other.
 */
export async function countSetups(
  { tx: { sql }, now }: Pick<Context, 'tx' | 'now'>,
  customerId: string,
  { mode, account }: Home,
): Promise<{ onFile: number; formsInAnHour: number }> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${customerId}, 0))`;
  const since = new Date(now.getTime() - 3_600_000).toISOString();
  const [row] = await sql<{ onFile: number; formsInAnHour: number }[]>`
    select (select count(*)::int from methods
        where customer_id = ${customerId} and mode = ${mode} and account = ${account} and active) as "onFile",
      (select count(*)::int from setups where customer_id = ${customerId} and created_at > ${since} and status <> 'succeeded') as "formsInAnHour"`;
  return row ?? { onFile: 0, formsInAnHour: 0 };
}

/** The consent of somebody who was erased is not kept. */
export async function insertSetup(
  { tx, tenant, now, keys, actor }: Context,
  { setupId, customerId, mode, account, consent }: Omit<Setup, 'status'> & { consent: string },
): Promise<void> {
  const ring = await keys(customerId);
  const sealed = ring.destroyed ? null : ring.seal('setup.consent', setupId, consent);
  await tx.sql`
    insert into setups (tenant_id, setup_id, customer_id, mode, account, consent, asked_by, status, created_at)
    values (${tenant}, ${setupId}, ${customerId}, ${mode}, ${account}, ${sealed},
      ${actor.kind === 'customer' ? 'customer' : 'staff'}, 'planned', ${now.toISOString()})`;
}

export async function openSetup({ tx }: Pick<Context, 'tx'>, setupId: string, setupIntentId: string): Promise<void> {
  await tx.sql`
    update setups set setup_intent_id = ${setupIntentId}, status = 'open' where setup_id = ${setupId} and status = 'planned'`;
}

export async function endSetup(
  { tx }: Pick<Context, 'tx'>,
  setupId: string,
  status: 'succeeded' | 'ended',
): Promise<void> {
  await tx.sql`update setups set status = ${status} where setup_id = ${setupId}`;
}

export async function lockSetupOf({ tx }: Pick<Context, 'tx'>, setupIntentId: string): Promise<Setup | undefined> {
  const [row] = await tx.sql<Setup[]>`
    select setup_id as "setupId", customer_id as "customerId", mode, account, status from setups
    where setup_intent_id = ${setupIntentId} for update`;
  return row;
}

/** Whether a form of ours has this id at this account. */
export async function isOurSetup(
  { sql }: Context['tx'],
  { mode, account }: Home,
  setupIntentId: string,
): Promise<boolean> {
  const found = await sql`
    select from setups where setup_intent_id = ${setupIntentId} and mode = ${mode} and account = ${account}`;
  return found.count === 1;
}

/** Where a form was made. */
export async function homeOfSetup({ sql }: Context['tx'], setupId: string): Promise<Home | undefined> {
  const [row] = await sql<Home[]>`select mode, account from setups where setup_id = ${setupId}`;
  return row;
}
