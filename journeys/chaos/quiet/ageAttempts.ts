import type { Connection } from '@purser/db';

const past_ms = 25 * 3_600_000;

/**
 * Makes the attempts that are still open a day older, with their janitor's timers: business time of a running platform
 * cannot be moved from outside, so the past is. The janitor then finds pages that nobody paid on for a day.
 * @returns how many attempts
 */
export function ageAttempts(owner: Connection): Promise<number> {
  return owner.plainTx(async ({ sql }) => {
    await sql`
      update payments.ledger set next_at = next_at - ${past_ms} * interval '1 millisecond'
      where status = 'waiting' and handler in ('payments.resolveAttempt', 'payments.resolveRefund', 'payments.followSetup')`;
    const aged = await sql`
      update payments.attempts set opened_at = opened_at - ${past_ms} * interval '1 millisecond'
      where status in ('planned', 'created', 'processing', 'requiresAction')`;
    return aged.count;
  });
}
