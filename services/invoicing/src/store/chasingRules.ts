import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import type { z } from 'zod';
import type { ChasingRules } from '../domain/chasing.ts';

type Storing = Pick<Context, 'tx' | 'tenant'>;
export type PolicyInput = z.output<typeof contract.lateFeePolicy>;
export type StoredRules = {
  steps: number[];
  remindersSince: string | null;
  lateFees: PolicyInput | null;
  lateFeesSince: string | null;
};

type Row = Omit<StoredRules, 'lateFees'> & { lateFees: string | null };

const unset: StoredRules = { steps: [], remindersSince: null, lateFees: null, lateFeesSince: null };

export async function readRules({ tx, tenant }: Storing): Promise<StoredRules> {
  const [row] = await tx.sql<Row[]>`
    select reminder_steps as steps, reminders_since as "remindersSince", late_fees as "lateFees", late_fees_since as "lateFeesSince"
    from chasing_rules where tenant_id = ${tenant}`;
  return row ? opened(row) : unset;
}

/**
 * The rules, which stay what they are until the commit: whoever changes them waits, and then finds the invoice that was issued
 * under them.
 */
export async function holdRules(ctx: Storing): Promise<StoredRules> {
  const held = await lockedRules(ctx);
  if (held) return held;
  await ctx.tx.sql`insert into chasing_rules (tenant_id) values (${ctx.tenant}) on conflict do nothing`;
  return (await lockedRules(ctx)) ?? unset;
}

async function lockedRules({ tx, tenant }: Storing): Promise<StoredRules | undefined> {
  const [row] = await tx.sql<Row[]>`
    select reminder_steps as steps, reminders_since as "remindersSince", late_fees as "lateFees", late_fees_since as "lateFeesSince"
    from chasing_rules where tenant_id = ${tenant} for share`;
  return row && opened(row);
}

function opened({ lateFees, ...row }: Row): StoredRules {
  return { ...row, lateFees: lateFees === null ? null : contract.lateFeePolicy.parse(JSON.parse(lateFees)) };
}

export async function storeSteps({ tx, tenant }: Storing, steps: readonly number[], since: string): Promise<void> {
  await tx.sql`
    insert into chasing_rules (tenant_id, reminder_steps, reminders_since) values (${tenant}, ${[...steps]}::int[], ${since})
    on conflict (tenant_id) do update
      set reminder_steps = excluded.reminder_steps, reminders_since = excluded.reminders_since`;
}

export async function storeLateFees({ tx, tenant }: Storing, policy: PolicyInput | null, since: string): Promise<void> {
  const text = policy === null ? null : JSON.stringify(policy);
  await tx.sql`
    insert into chasing_rules (tenant_id, late_fees, late_fees_since)
    values (${tenant}, ${text}, ${policy === null ? null : since})
    on conflict (tenant_id) do update set late_fees = excluded.late_fees, late_fees_since = excluded.late_fees_since`;
}

/** The rules as they are reckoned with. */
export function rulesOf({ steps, remindersSince, lateFees, lateFeesSince }: StoredRules): ChasingRules {
  if (lateFees === null || lateFeesSince === null) return { steps, remindersSince, lateFees: null };
  const { grace_days, every_days, capPercent, fee } = lateFees;
  return {
    steps,
    remindersSince,
    lateFees: {
      graceDays: grace_days,
      everyDays: every_days,
      capPercent,
      fee: 'amount' in fee ? { amount: BigInt(fee.amount), currency: fee.currency } : fee,
      since: lateFeesSince,
    },
  };
}
