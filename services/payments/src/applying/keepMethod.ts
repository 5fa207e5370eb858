import type { Context } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { noticeAt } from '../domain/method.ts';
import { reopenBills } from '../store/bills.ts';
import {
  deactivate,
  insertMethod,
  lockGiving,
  lockMethods,
  type Method,
  makeDefault,
  methodAtStripe,
} from '../store/methods.ts';
import type { Setup } from '../store/setups.ts';
import { isSameHome } from '../stripe/home.ts';
import type { MethodJson } from '../stripe/methods.ts';

/**
 * What a customer gave is on file from now on. The same card given again takes the place of the old one, default and all: Stripe
 * makes a new object each time, and the card is in a list but once.
 */
export async function keepMethod(
  ctx: Context,
  setup: Setup,
  fact: MethodJson,
  mandateId: string | null,
): Promise<void> {
  const { setupId, customerId, mode, account } = setup;
  // Who was erased while the form was open has nothing on file.
  if ((await ctx.keys(customerId)).destroyed) {
    ctx.stage.send(contract.detachMethod, { stripeMethodId: fact.id, mode, account });
    return;
  }
  await lockGiving(ctx, customerId);
  const onFile = (await lockMethods(ctx.tx, customerId)).filter((each) => isSameHome(each, setup));
  if (await methodAtStripe(ctx.tx, fact.id)) return;
  const same = onFile.filter(({ fingerprint }) => fingerprint !== null && fingerprint === fact.fingerprint);
  const isDefault = onFile.length === 0 || same.some((each) => each.isDefault);
  for (const old of same) await letGo(ctx, old);
  const methodId = newId();
  await insertMethod(ctx, {
    methodId,
    customerId,
    mode,
    account,
    setupId,
    mandateId,
    fact,
    seenAt: new Date(fact.askedAt),
  });
  // Taking off the old one has made another the default.
  if (isDefault) await makeDefault(ctx, { methodId, customerId, mode, account });
  const { type, brand, last4 } = fact;
  ctx.stage.send(contract.methodAdded, { methodId, customerId, type, brand, last4 });
  watchExpiry(ctx, { methodId, ...fact });
  if (isDefault) await reopenBills(ctx, customerId);
}

/** Its holder is told in time that it ends. */
export function watchExpiry(
  { stage, now }: Pick<Context, 'stage' | 'now'>,
  { methodId, ...card }: { methodId: string; expMonth: number | null; expYear: number | null },
): void {
  const at = noticeAt(card);
  if (at) stage.later(contract.checkExpiry, { methodId }, at > now ? at : now);
}

type Letting = Pick<Context, 'tx' | 'stage'>;

/** It can be charged no more, and at Stripe it is taken off. The newest of the others becomes the default in its place. */
export async function letGo(ctx: Letting, method: Method): Promise<void> {
  await dropMethod(ctx, method);
  const { stripeMethodId, mode, account } = method;
  ctx.stage.send(contract.detachMethod, { stripeMethodId, mode, account });
}

/** As `letGo`, of what is gone at Stripe already. */
export async function dropMethod(ctx: Letting, method: Method): Promise<void> {
  const { methodId, customerId, type } = method;
  await deactivate(ctx, [methodId]);
  ctx.stage.send(contract.methodRemoved, { methodId, customerId, type });
  if (!method.isDefault) return;
  const next = (await lockMethods(ctx.tx, customerId)).find((each) => isSameHome(each, method));
  if (next) await makeDefault(ctx, next);
}
