import { fault } from '@purser/fault';
import type { Actor } from '@purser/message';
import type { Outside } from '../../outside.ts';
import { findAttempt } from '../../store/attempts.ts';

/**
 * Looks before anything begins: an attempt that the asker may not see is not found, and without a Stripe account nothing
 * could be asked about it.
 * @throws Fault notFound, rejected
 */
export async function knownAttempt(
  { accounts, runtime }: Outside,
  { tenant, actor, attemptId }: { tenant: string; actor: Actor; attemptId: string },
): Promise<void> {
  const customer = actor.kind === 'customer' ? actor.id : undefined;
  const attempt = await runtime.tenantTx({ tenant, customer }, (tx) => findAttempt(tx, attemptId));
  if (!attempt) throw fault('notFound', 'attempt_not_found', 'There is no such payment attempt.');
  await accounts.ofTenant(tenant, attempt.mode, attempt.account);
}
