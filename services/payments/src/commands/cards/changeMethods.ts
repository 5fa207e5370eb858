import type { Context } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { letGo } from '../../applying/keepMethod.ts';
import { isExpiring } from '../../domain/method.ts';
import { reopenBills } from '../../store/bills.ts';
import { findMethod, lockMethods, type Method, makeDefault } from '../../store/methods.ts';
import { noCustomer } from './prepareSetup.ts';

type Which = { customerId: string; methodId: string };

/** A card or an account is taken off. */
export async function removeMethod(ctx: Context, which: Which) {
  await letGo(ctx, await lockOne(ctx, which));
  return { methodId: which.methodId };
}

export async function setDefaultMethod(ctx: Context, which: Which) {
  await makeDefault(ctx, await lockOne(ctx, which));
  await reopenBills(ctx, which.customerId);
  return { methodId: which.methodId };
}

/** Its holder is told, unless it was renewed or taken off meanwhile. */
export async function checkExpiry(ctx: Context, { methodId }: { methodId: string }) {
  const method = await findMethod(ctx.tx, methodId);
  if (!method) throw noMethod();
  const { customerId, type, brand, last4, expMonth, expYear } = method;
  if (method.active && expMonth !== null && expYear !== null && isExpiring(method, ctx.now))
    ctx.stage.send(contract.methodExpiring, { methodId, customerId, type, brand, last4, expMonth, expYear });
  return { methodId };
}

/** @throws Fault notFound, also of another's */
async function lockOne({ tx, actor }: Context, { customerId, methodId }: Which): Promise<Method> {
  if (actor.kind === 'customer' && actor.id !== customerId) throw noCustomer();
  const method = (await lockMethods(tx, customerId)).find((each) => each.methodId === methodId);
  if (!method) throw noMethod();
  return method;
}

const noMethod = () => fault('notFound', 'method_not_found', 'There is no such card or account on file.');
