import type { Context, MessageFacts, Next } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { armReconciliation } from '../../armReconciliation.ts';
import type { Looked } from '../../domain/findings.ts';
import { problemOfKeys } from '../../domain/keys.ts';
import { takenWords } from '../../domain/verdicts.ts';
import type { Outside } from '../../outside.ts';
import { claimAccount, releaseOthers } from '../../store/accountClaims.ts';
import { lockPlaces } from '../../store/homes.ts';
import { isBegun, keptKeys, storeKeys } from '../../store/stripeKeys.ts';
import { own } from '../../stripe/home.ts';
import { lookAtAccount, whoseIs } from '../../stripe/lookAtStripe.ts';
import { startKeeping } from '../webhooks/keepWebhooks.ts';

type Input = z.output<typeof contract.setStripeKeys.input>;
type Output = z.input<typeof contract.setStripeKeys.output>;
type Account = Looked<{ id: string; name: string | null }>;

/** Keys are tried before they are kept: what Stripe does not take never takes the place of what it takes. */
export function setStripeKeys({ accounts, clock }: Outside) {
  return {
    gather: async (_facts: MessageFacts, input: Input) => {
      const problem = problemOfKeys(input, accounts.sandbox);
      if (problem) throw problem;
    },
    plan: async (_ctx: Context, input: Input): Promise<Next<Output>> => ({ step: 'try', request: input }),
    steps: {
      try: {
        call: async (raw: unknown): Promise<Account> =>
          (await lookAtAccount(accounts.withKey((raw as Input).secretKey), clock)).account,
        record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
          const input = raw as Input;
          const account = answer as Account;
          if (account.said === 'no' && !(account.status === 403 && input.secretKey.startsWith('rk_')))
            return { refused: wrong('key_refused', 'Stripe does not take this key.') };
          const whose = whoseIs(account);
          if (!whose) return { refused: wrong('account_unread', unread) };
          await lockPlaces(ctx);
          const before = (await keptKeys(ctx)).find(({ mode }) => mode === input.mode)?.accountId ?? null;
          if (before && before !== whose.id && (await isBegun(ctx, input.mode)))
            return {
              refused: wrong(
                'other_account',
                `This key is of ${whose.id}. What was begun at ${before} is to be finished there.`,
              ),
            };
          const claimed = await claimAccount(ctx, { mode: input.mode, account: whose.id }, 'own');
          if (claimed !== 'held') return { refused: wrong('account_taken', takenWords[claimed]) };
          await releaseOthers(ctx, input.mode, whose.id);
          await storeKeys(ctx, input, whose);
          await startKeeping(ctx);
          await armReconciliation(ctx, { mode: input.mode, account: own });
          ctx.stage.send(contract.checkStripe, { mode: input.mode });
          return { done: { mode: input.mode, accountId: whose.id } };
        },
      },
    },
  };
}

const unread =
  'This key is restricted and does not tell whose account it is. Let it read “Account” at Stripe, and set it again.';

const wrong = (code: string, message: string) =>
  fault('invalid', 'invalid_input', 'The input was refused.', { errors: [{ path: 'secretKey', code, message }] });
