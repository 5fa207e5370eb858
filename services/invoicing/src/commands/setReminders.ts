import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { storeSteps } from '../store/chasingRules.ts';
import { tenantToday } from '../store/tenantToday.ts';

/** When customers are reminded, from today on. What is open already is looked at again. */
export async function setReminders(ctx: Context, { steps: asked }: { steps: number[] }) {
  const steps = [...new Set(asked)].sort((a, b) => a - b);
  const { today } = await tenantToday(ctx);
  await storeSteps(ctx, steps, today);
  ctx.stage.later(contract.rechaseInvoices, {}, ctx.now);
  return { steps };
}
