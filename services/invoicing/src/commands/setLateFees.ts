import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { isCurrency, PERCENT, parseDecimal } from '@purser/money';
import { refusedField } from '../domain/refusals.ts';
import { type PolicyInput, readRules, storeLateFees } from '../store/chasingRules.ts';
import { tenantToday } from '../store/tenantToday.ts';

/**
 * What is charged on what is overdue, from today on. A policy that is changed goes on from today as well: fees that were charged stay,
 * and the next is a whole period away from the last.
 */
export async function setLateFees(ctx: Context, { policy }: { policy: PolicyInput | null }) {
  if (policy) checkPolicy(policy);
  const [{ today }, before] = await Promise.all([tenantToday(ctx), readRules(ctx)]);
  await storeLateFees(ctx, policy, today);
  if (policy !== null || before.lateFees !== null) ctx.stage.later(contract.rechaseInvoices, {}, ctx.now);
  return { policy };
}

/** @throws Fault invalid for a percentage of nothing or of more than all, and for a currency that is not in use. */
function checkPolicy({ fee, capPercent }: PolicyInput): void {
  if ('percent' in fee) checkPercent('policy.fee.percent', fee.percent);
  else if (!isCurrency(fee.currency))
    throw refusedField('policy.fee.currency', 'unknown_currency', `${fee.currency} is not a currency in use.`);
  if (capPercent !== null) checkPercent('policy.capPercent', capPercent);
}

const all = 100n * 10n ** BigInt(PERCENT.scale);

function checkPercent(path: string, percent: string): void {
  const value = parseDecimal(percent, PERCENT);
  if (value <= 0n || value > all) throw refusedField(path, 'out_of_range', 'Between 0 and 100 percent, and not 0.');
}
