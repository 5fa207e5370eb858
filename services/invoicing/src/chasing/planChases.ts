import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { decideChase, lastMorning, morningOf } from '../domain/chasing.ts';
import { chaseFacts, type NewTimer, setTimers } from '../store/chases.ts';
import { holdRules, rulesOf } from '../store/chasingRules.ts';

type Chasing = Pick<Context, 'tx' | 'tenant' | 'now' | 'stage'>;
type Ours = { invoiceId: string; customerId: string };
type Issued = Ours & { dueOn: string; today: string; timeZone: string };

/** Invoices that are being issued: sets the timer of each one's first reminder or fee, where the rules want any. */
export async function planChases(ctx: Chasing, issued: readonly Issued[]): Promise<void> {
  if (issued.length === 0) return;
  const rules = rulesOf(await holdRules(ctx));
  if (rules.steps.length === 0 && rules.lateFees === null) return;
  const facts = await chaseFacts(
    ctx,
    issued.map(({ invoiceId }) => invoiceId),
  );
  const timers = issued.flatMap(({ invoiceId, customerId, dueOn, today, timeZone }) => {
    const known = facts.get(invoiceId);
    if (!known) return [];
    const chased = {
      ...known,
      dueOn,
      issuedDay: today,
      done: [],
      charged: [],
      restoredDay: null,
      refundedDay: null,
      reversedDay: null,
    };
    const { nextOn } = decideChase(rules, chased, lastMorning(ctx.now, timeZone));
    return nextOn === null ? [] : [{ invoiceId, customerId, timer: newId(), at: morningOf(nextOn, timeZone) }];
  });
  await startTimers(ctx, timers);
}

/** Sets the timers of invoices. Whatever was set before counts no more. */
export async function lookAgain(ctx: Chasing, invoices: readonly Ours[], at: Date): Promise<void> {
  await startTimers(
    ctx,
    invoices.map(({ invoiceId, customerId }) => ({ invoiceId, customerId, timer: newId(), at })),
  );
}

async function startTimers(ctx: Chasing, timers: readonly NewTimer[]): Promise<void> {
  if (timers.length === 0) return;
  await setTimers(ctx, timers);
  for (const { invoiceId, timer, at } of timers) ctx.stage.later(contract.chaseInvoice, { invoiceId, timer }, at);
}
