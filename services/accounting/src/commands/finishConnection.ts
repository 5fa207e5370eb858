import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import type { accounting as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { usualMapping } from '../domain/mapping.ts';
import { findConnection, saveConnection, sealTokens } from '../store/connections.ts';
import { useConsent } from '../store/consents.ts';
import { forgetContacts } from '../store/documents.ts';
import { listOrganisations, type Organisation, redeemCode, type Tokens } from '../xero/oauth.ts';
import { connectionKey, type SessionParts } from '../xero/session.ts';
import { hashOf } from './beginConnection.ts';

type Input = z.output<typeof contract.finishConnection.input>;
type Output = z.input<typeof contract.finishConnection.output>;
type Connected = { said: 'yes'; tokens: Tokens; organisations: Organisation[] } | { said: 'no'; error: string };

/** The browser is back: the code becomes tokens, and what waited for a connection goes on. */
export function finishConnection({ config, clock }: SessionParts) {
  return {
    gather: async (_facts: MessageFacts & { ask: Ask }, _input: Input) => undefined,
    plan: async (ctx: Context, { state, code }: Input): Promise<Next<Output>> => {
      if (!(await useConsent(ctx, hashOf(state))))
        throw fault(
          'rejected',
          'state_unknown',
          'This way back from Xero was not begun here, or took too long. Connect again.',
        );
      return { step: 'redeem', request: { code } };
    },
    steps: {
      redeem: {
        call: async (raw: unknown): Promise<Connected> => {
          const answer = await redeemCode(config, (raw as { code: string }).code);
          if (answer.said === 'no') return answer;
          const { tokens } = answer;
          return { said: 'yes', tokens, organisations: await listOrganisations(config, tokens.access) };
        },
        record: async (ctx: Context, _raw: unknown, response: unknown): Promise<Next<Output>> => {
          const answer = response as Connected;
          if (answer.said === 'no')
            return refused('consent_denied', 'Xero did not accept the way back. Connect again.');
          const [organisation] = answer.organisations;
          if (!organisation)
            return refused('no_organisation', 'No organisation was chosen at Xero. Connect again and choose one.');
          const { tenant, now } = ctx;
          const ring = await ctx.keys();
          const before = await findConnection(ctx.tx);
          await saveConnection(
            ctx.tx,
            tenant,
            {
              externalId: organisation.externalId,
              organisation: organisation.name,
              sealed: sealTokens(ring, tenant, answer.tokens),
              accessUntil: new Date(clock.machine().getTime() + answer.tokens.expiresIn_s * 1000),
              mapping: before?.mapping ?? usualMapping,
            },
            now,
          );
          if (before && before.externalId !== organisation.externalId) await forgetContacts(ctx.tx);
          ctx.stage.appeared(connectionKey);
          return { done: { organisation: organisation.name } };
        },
      },
    },
  };
}

const refused = (code: string, text: string) => ({ refused: fault('rejected', code, text) });
