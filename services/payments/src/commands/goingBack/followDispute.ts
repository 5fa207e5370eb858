import type { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { applyDispute } from '../../applying/applyDispute.ts';
import type { Outside } from '../../outside.ts';
import { type DisputeJson, disputeJson } from '../../stripe/disputes.ts';
import { follow } from '../follow.ts';

type Input = z.output<typeof contract.followDispute.input>;
type Output = z.input<typeof contract.followDispute.output>;

/** Reads a dispute at Stripe and takes over what it says. */
export const followDispute = (outside: Outside) =>
  follow<Input, Output, DisputeJson>(outside, {
    read: async (stripe, { stripeDisputeId }, askedAt) =>
      disputeJson(await stripe.disputes.retrieve(stripeDisputeId), askedAt),
    take: async (ctx, { input: { stripeDisputeId }, at, said }) => {
      if (said.said === 'no')
        throw fault('external', 'dispute_unknown', 'The payment service does not know this dispute.', {
          internal: said.text,
        });
      const { status } = await applyDispute(ctx, at, said.value);
      return { stripeDisputeId, status };
    },
  });
