import type { Context } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import type { z } from 'zod';
import { dropMethod, watchExpiry } from '../../applying/keepMethod.ts';
import type { Outside } from '../../outside.ts';
import { reopenBills } from '../../store/bills.ts';
import { type Method, methodAtStripe, renewMethod, updateMethod } from '../../store/methods.ts';
import { isSameHome } from '../../stripe/home.ts';
import { type MethodJson, methodJson } from '../../stripe/methods.ts';
import { follow } from '../follow.ts';

type Input = z.output<typeof contract.followMethod.input>;
type Output = z.input<typeof contract.followMethod.output>;

/** Reads a card on file at Stripe: its network may have renewed it, or somebody taken it off. */
export const followMethod = (outside: Outside) =>
  follow<Input, Output, MethodJson>(outside, {
    read: async (stripe, { stripeMethodId }, askedAt) =>
      methodJson(await stripe.paymentMethods.retrieve(stripeMethodId), askedAt),
    take: async (ctx, { input: { stripeMethodId }, at, said }) => {
      const method = await methodAtStripe(ctx.tx, stripeMethodId);
      if (!method?.active || !isSameHome(method, at)) return { stripeMethodId };
      const fact = said.said === 'yes' ? said.value : null;
      // Taken off, or gone: it can be charged no more.
      if (!fact || fact.stripeCustomer === null) await dropMethod(ctx, method);
      else if (new Date(fact.askedAt) >= method.seenAt) {
        await updateMethod(ctx, method.methodId, fact, new Date(fact.askedAt));
        await watchRenewal(ctx, method, fact);
      }
      return { stripeMethodId };
    },
  });

/** A network has renewed a card: it is watched anew, and what it was refused for before counts no more. */
async function watchRenewal(ctx: Context, method: Method, fact: MethodJson): Promise<void> {
  const { methodId, customerId, isDefault } = method;
  const isSame =
    fact.expMonth === method.expMonth && fact.expYear === method.expYear && fact.fingerprint === method.fingerprint;
  if (isSame) return;
  watchExpiry(ctx, { methodId, ...fact });
  await renewMethod(ctx, methodId);
  if (isDefault) await reopenBills(ctx, customerId);
}
