import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import type { Outside } from '../../outside.ts';
import { firstPhase } from '../../proving/phases.ts';
import { insertProof } from '../../store/proofs.ts';
import type { Home } from '../../stripe/home.ts';

type Input = z.output<typeof contract.startProof.input>;
type Output = z.input<typeof contract.startProof.output>;

/** A proof begins: it is written down, and looks page by page. */
export function startProof({ accounts }: Outside) {
  return {
    gather: async ({ tenant }: Pick<MessageFacts, 'tenant'> & { ask: Ask }, asked: Input): Promise<Home> => {
      const { mode, account } = await accounts.ofTenant(tenant, asked.mode, asked.account);
      return { mode, account };
    },
    plan: async (ctx: Context, { proofId, from, to }: Input, home: Home): Promise<Next<Output>> => {
      if (from > to) throw wrongPeriod();
      if (!(await insertProof(ctx, { proofId, purpose: 'proof', ...home, from, to, phase: firstPhase })))
        throw fault('conflict', 'proof_exists', 'There is a proof of this id already.');
      ctx.stage.send(contract.continueProof, { proofId, turn: 0 });
      return { done: { proofId } };
    },
    steps: {},
  };
}

const wrongPeriod = () =>
  fault('invalid', 'invalid_input', 'The input was refused.', {
    errors: [{ path: 'to', code: 'before_from', message: 'A period ends after it begins.' }],
  });
