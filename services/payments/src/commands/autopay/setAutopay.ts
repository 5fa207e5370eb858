import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import { payments as contract, directory } from '@purser/contracts';
import { fault } from '@purser/fault';
import { newId } from '@purser/message';
import type { z } from 'zod';
import { nextRun } from '../../domain/autopay.ts';
import { lockRun, setRun, storeAutopay } from '../../store/autopay.ts';
import { reopenBills } from '../../store/bills.ts';
import { homeInUse } from '../../store/homes.ts';
import { lockMethods } from '../../store/methods.ts';
import { isSameHome } from '../../stripe/home.ts';
import { noCustomer } from '../cards/prepareSetup.ts';

type Input = z.output<typeof contract.setAutopay.input>;
type Output = z.input<typeof contract.setAutopay.output>;

/** A customer wants their invoices charged when due, or no more. The tenant's first who does sets its daily run going. */
export const setAutopay = {
  gather: async ({ actor, ask }: Pick<MessageFacts, 'actor'> & { ask: Ask }, { customerId }: Input) => {
    if (actor.kind === 'customer' && actor.id !== customerId) throw noCustomer();
    const { erased } = await ask.query(directory.getCustomer, { customerId });
    if (erased) throw fault('rejected', 'erased', 'The person this was about has been erased.');
    return (await ask.query(directory.getTenant, {})).timeZone;
  },
  plan: async (
    ctx: Context,
    { customerId, on, consent, chargeAt = 'due' }: Input,
    timeZone: string,
  ): Promise<Next<Output>> => {
    if (on && consent === undefined) throw noConsent();
    if (on && !(await hasMethod(ctx, customerId)))
      throw fault('rejected', 'no_method', 'There is no card on file to charge. Add one first.');
    // The run before the bills: so does the night, which takes them up.
    const run = on ? await lockRun(ctx) : undefined;
    await storeAutopay(ctx, { customerId, on, consent, chargeAt });
    await reopenBills(ctx, customerId);
    if (on && (run === undefined || isLost(run, ctx.now))) await setNextRun(ctx, nextRun(ctx.now, timeZone));
    ctx.stage.send(contract.autopayChanged, { customerId, on });
    return { done: { customerId, on } };
  },
  steps: {},
};

/** At another account a card cannot be charged. */
async function hasMethod({ tx }: Context, customerId: string): Promise<boolean> {
  const home = await homeInUse(tx);
  return home !== undefined && (await lockMethods(tx, customerId)).some((each) => isSameHome(each, home));
}

const noConsent = () =>
  fault('invalid', 'invalid_input', 'The input was refused.', {
    errors: [{ path: 'consent', code: 'missing', message: 'What is agreed to is kept word for word.' }],
  });

type Running = Pick<Context, 'tx' | 'tenant' | 'stage' | 'now'>;

/** A run may have something to do before its night. One that rings any moment is left to ring; one that was lost is set going again. */
export async function runSoon(ctx: Running, { isWanted }: { isWanted: boolean }): Promise<void> {
  const run = await lockRun(ctx);
  const soon = new Date(ctx.now.getTime() + soon_ms);
  if (run && ((isWanted && run.at > soon) || isLost(run, ctx.now))) await setNextRun(ctx, soon);
}
const soon_ms = 2_000;

/** Overdue for longer than its message is tried. */
const isLost = ({ at }: { at: Date }, now: Date): boolean => now.getTime() - at.getTime() > 7_200_000;

export async function setNextRun(ctx: Running, at: Date): Promise<void> {
  const timer = newId();
  await setRun(ctx, { timer, at });
  ctx.stage.later(contract.runAutopay, { timer }, at);
}
