import type { Context, MessageFacts, Next } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type Stripe from 'stripe';
import type { z } from 'zod';
import { applyDispute } from '../../applying/applyDispute.ts';
import { takesEvidence } from '../../domain/dispute.ts';
import type { Outside } from '../../outside.ts';
import { findDispute, keepEvidence } from '../../store/disputes.ts';
import type { StripeAnswer } from '../../stripe/answer.ts';
import { asItIsNow, askOrLook, ifSeen } from '../../stripe/askOrLook.ts';
import { type DisputeJson, disputeJson } from '../../stripe/disputes.ts';
import type { Home } from '../../stripe/home.ts';

type Input = z.output<typeof contract.sendEvidence.input>;
type Output = z.input<typeof contract.sendEvidence.output>;
type Request = Home & {
  disputeId: string;
  stripeDisputeId: string;
  evidence: Omit<Input, 'disputeId'> | null;
};

/** What staff say to a dispute: evidence for the bank, once submitted for good. */
export const sendEvidence = (outside: Outside) =>
  answering<Input>(
    outside,
    ({ text, submit }) => ({ text, submit }),
    (stripe, { stripeDisputeId, evidence }, key) =>
      stripe.disputes.update(
        stripeDisputeId,
        { evidence: { uncategorized_text: evidence?.text ?? '' }, submit: evidence?.submit ?? false },
        key,
      ),
  );

/** The dispute is given up. */
export const acceptDispute = (outside: Outside) =>
  answering<{ disputeId: string }>(
    outside,
    () => null,
    (stripe, { stripeDisputeId }, key) => stripe.disputes.close(stripeDisputeId, {}, key),
  );

/** Whether Stripe shows what was asked: the evidence is with the bank, or kept; without any, the dispute was given up. */
function isDone({ status, evidence, evidence_details }: Stripe.Dispute, { evidence: sent }: Request): boolean {
  if (!sent) return status === 'lost';
  const isKept = evidence.uncategorized_text === sent.text;
  return isKept && (!sent.submit || evidence_details.submission_count > 0);
}

type Call = (
  stripe: Stripe,
  request: Request,
  key: { idempotencyKey: string },
) => Promise<Stripe.Response<Stripe.Dispute>>;

function answering<In extends { disputeId: string }>(
  { accounts, clock }: Outside,
  evidenceIn: (input: In) => Request['evidence'],
  ask: Call,
) {
  return {
    gather: async () => undefined,
    plan: async (ctx: Context, input: In): Promise<Next<Output>> => {
      const dispute = await findDispute(ctx.tx, input.disputeId);
      if (!dispute) throw fault('notFound', 'dispute_not_found', 'There is no such dispute.');
      if (!takesEvidence(dispute.status))
        throw fault('rejected', 'dispute_not_open', 'The bank takes nothing more for this dispute.');
      const { disputeId, stripeDisputeId, mode, account } = dispute;
      const request: Request = { disputeId, stripeDisputeId, mode, account, evidence: evidenceIn(input) };
      return { step: 'tell', request };
    },
    steps: {
      tell: {
        call: async (raw: unknown, { tenant, messageId }: MessageFacts): Promise<StripeAnswer<DisputeJson>> => {
          const request = raw as Request;
          const { stripe } = await accounts.ofTenant(tenant, request.mode, request.account);
          const askedAt = clock.machine();
          const key = { idempotencyKey: `dispute:${messageId}` };
          return askOrLook(
            async () => {
              const read = () => stripe.disputes.retrieve(request.stripeDisputeId);
              return disputeJson(await asItIsNow(await ask(stripe, request, key), read), askedAt);
            },
            () =>
              ifSeen(async () => {
                const dispute = await stripe.disputes.retrieve(request.stripeDisputeId);
                return isDone(dispute, request) ? disputeJson(dispute, askedAt) : undefined;
              }),
          );
        },
        record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
          const { disputeId, mode, account, evidence } = raw as Request;
          const said = answer as StripeAnswer<DisputeJson>;
          if (said.said === 'no') {
            const text = 'The payment service did not take this.';
            return { refused: fault('rejected', 'dispute_refused', text, { internal: `${said.code}: ${said.text}` }) };
          }
          const dispute = await applyDispute(ctx, { mode, account }, said.value);
          if (evidence) await keepEvidence(ctx, dispute, evidence);
          return { done: { disputeId, status: dispute.status } };
        },
      },
    },
  };
}
