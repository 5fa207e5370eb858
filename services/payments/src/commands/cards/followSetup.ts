import type { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { keepMethod } from '../../applying/keepMethod.ts';
import { moveOfSetup } from '../../domain/setup.ts';
import type { Outside } from '../../outside.ts';
import { endSetup, lockSetupOf } from '../../store/setups.ts';
import { isSameHome } from '../../stripe/home.ts';
import { type SetupJson, setupJson } from '../../stripe/methods.ts';
import { follow } from '../follow.ts';

type Input = z.output<typeof contract.followSetup.input>;
type Output = z.input<typeof contract.followSetup.output>;

/** Reads a setup of ours at Stripe; once it has succeeded what was given is on file. */
export const followSetup = (outside: Outside) =>
  follow<Input, Output, SetupJson>(outside, {
    read: async (stripe, { setupIntentId }, askedAt) =>
      setupJson(await stripe.setupIntents.retrieve(setupIntentId, { expand: ['payment_method'] }), askedAt),
    take: async (ctx, { input: { setupIntentId }, at, said }) => {
      const setup = await lockSetupOf(ctx, setupIntentId);
      if (said.said === 'no' || !setup || !isSameHome(setup, at))
        throw fault('external', 'setup_unknown', 'A form that nobody here made.', { internal: setupIntentId });
      const { status, method, mandateId = null } = said.value;
      const move = moveOfSetup(setup.status, status);
      if (move === 'end') await endSetup(ctx, setup.setupId, 'ended');
      if (move === 'keep' && method) {
        await keepMethod(ctx, setup, method, mandateId);
        await endSetup(ctx, setup.setupId, 'succeeded');
      }
      return { setupIntentId, status };
    },
  });
