import type { Context, MessageFacts, Next } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { type Fault, fault, isFault } from '@purser/fault';
import type { z } from 'zod';
import { notAllowed } from '../../proving/atStripe.ts';
import { mend } from '../../proving/mend.ts';
import type { Page, PageRequest, Proving } from '../../proving/parts.ts';
import { nextOf, phaseOf } from '../../proving/phases.ts';
import { giveUpProof, keepLooked, lockProof } from '../../store/proofs.ts';

type Input = z.output<typeof contract.continueProof.input>;
type Output = z.input<typeof contract.continueProof.output>;

/** Looks at one page, writes down what it brought and sends for the next: other tenants' pages, and people's work, go in between. */
export function continueProof(parts: Proving) {
  return {
    gather: async () => undefined,
    plan: async (ctx: Context, { proofId, turn }: Input): Promise<Next<Output>> => {
      const proof = await lockProof(ctx.tx, proofId);
      if (!proof) throw fault('notFound', 'proof_not_found', 'There is no such proof.');
      if (proof.turn !== turn || (proof.finishedAt !== null && proof.problem === null)) return { done: { proofId } };
      const { mode, account, from, to, phase, position } = proof;
      return {
        step: 'look',
        request: { proofId, turn, mode, account, from, to, phase, position } satisfies PageRequest,
      };
    },
    steps: {
      look: {
        call: async (raw: unknown, { tenant, now, log }: MessageFacts): Promise<Page> => {
          const request = raw as PageRequest;
          try {
            const { stripe } = await parts.accounts.ofTenant(tenant, request.mode, request.account);
            return await phaseOf(request.phase)({ tenant, now, log, stripe, parts, request });
          } catch (error) {
            // Nobody lets us in there any more: the proof says so and ends.
            if (!isFault(error) || error.kind !== 'rejected') throw error;
            return { looked: notAllowed(request.phase, error.message), position: null };
          }
        },
        record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
          const { proofId, turn, phase } = raw as PageRequest;
          const { looked, position } = answer as Page;
          const proof = await lockProof(ctx.tx, proofId);
          if (!proof) throw fault('bug', 'proof_lost', 'Something went wrong on our side.');
          if (proof.turn !== turn) return { done: { proofId } };
          const next = nextOf(phase, position);
          await keepLooked(ctx, proof, looked, next);
          if (proof.purpose === 'daily') await mend(ctx, proof, looked, next.phase === 'done');
          if (next.phase !== 'done') ctx.stage.send(contract.continueProof, { proofId, turn: turn + 1 });
          return { done: { proofId } };
        },
      },
    },
    gaveUp: async (ctx: Context, { proofId, turn }: Input, { message }: Fault): Promise<void> => {
      const proof = await lockProof(ctx.tx, proofId);
      if (proof?.turn === turn) await giveUpProof(ctx, proofId, message);
    },
  };
}
