import { type DunningFault, dunningFaults } from '@purser/billing';
import type { Context } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { storePolicy } from '../../store/dunningPolicies.ts';

const messages: Record<DunningFault['code'], string> = {
  too_many: 'No card is tried more than eight times.',
  out_of_range: 'Between 1 and 30 days.',
  not_escalating: 'No wait may be shorter than the one before.',
};

/** Counts for every refusal from now on; a try that is planned stays where it is. */
export async function setDunningPolicy(ctx: Context, policy: z.output<typeof contract.setDunningPolicy.input>) {
  const faults = dunningFaults(policy.waits_days);
  if (faults.length > 0)
    throw fault('invalid', 'invalid_input', 'The input was refused.', {
      errors: faults.map(({ at, code }) => ({ path: `waits_days.${at}`, code, message: messages[code] })),
    });
  const version = await storePolicy(ctx, policy);
  if (version === undefined)
    throw fault('conflict', 'policy_changed', 'Somebody else changed this policy. Nothing was saved; look again.');
  return { version };
}
