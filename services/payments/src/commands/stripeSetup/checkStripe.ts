import type { Context, MessageFacts, Next } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import Stripe from 'stripe';
import type { z } from 'zod';
import type { Expected, Findings, Verdict } from '../../domain/findings.ts';
import { takenVerdict, verdictsOf } from '../../domain/verdicts.ts';
import { endpointUrl } from '../../endpointUrl.ts';
import type { Outside } from '../../outside.ts';
import { claimAccount } from '../../store/accountClaims.ts';
import { lockPlaces, platformSettings } from '../../store/homes.ts';
import { listEndpoints } from '../../store/stripeEndpoints.ts';
import { type KeptKeys, keptKeys, storeVerdicts } from '../../store/stripeKeys.ts';
import { type Mode, own } from '../../stripe/home.ts';
import { lookAtStripe, whoseIs } from '../../stripe/lookAtStripe.ts';

type Input = z.output<typeof contract.checkStripe.input>;
type Output = z.input<typeof contract.checkStripe.output>;
type Request = Input & {
  restricted: boolean;
  expected: Expected[];
  thinNeeded: boolean;
  /** Which keys are looked at; absent in what was asked before it was told. */
  of?: string;
};

/** One look at all that card payments rest on. It changes nothing at Stripe but for a form that it makes and cancels. */
export function checkStripe({ accounts, clock, publicUrl }: Outside) {
  return {
    gather: async ({ tenant }: MessageFacts, { mode }: Input) => void (await accounts.anew(tenant, mode)),
    plan: async (ctx: Context, { mode }: Input): Promise<Next<Output>> => {
      const kept = (await keptKeys(ctx)).find((keys) => keys.mode === mode);
      const endpoints = (await listEndpoints(ctx)).filter((each) => each.mode === mode && each.endsAt === null);
      const expected = endpoints.map(({ endpointId, ...rest }) => ({
        url: endpointUrl(publicUrl, endpointId),
        stripeEndpointId: rest.stripeEndpointId,
        kind: rest.kind,
        form: rest.form,
      }));
      const offered = (await platformSettings(ctx.tx)).find((each) => each.mode === mode);
      const request: Request = {
        mode,
        restricted: kept?.restricted ?? false,
        expected,
        thinNeeded: offered?.onboarding === 'v2',
        ...(kept && { of: nameOf(kept) }),
      };
      return { step: 'look', request };
    },
    steps: {
      look: {
        call: async (raw: unknown, { tenant, messageId }: MessageFacts): Promise<Findings> => {
          const { mode, restricted, expected } = raw as Request;
          const withThin = expected.some(({ form }) => form === 'thin');
          const { stripe, publishableKey } = await accounts.anew(tenant, mode);
          const clients = { stripe, publishable: accounts.withKey(publishableKey) };
          return lookAtStripe(clients, { mode, restricted }, { clock, key: messageId, withThin });
        },
        record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
          const { mode, expected, thinNeeded, of } = raw as Request;
          const found = answer as Findings;
          await lockPlaces(ctx);
          const kept = (await keptKeys(ctx)).find((keys) => keys.mode === mode);
          // Others were set meanwhile, and what was seen is not said of these.
          const isSame = of === undefined || (kept && nameOf(kept) === of);
          const whose = isSame ? whoseIs(found.account) : null;
          // Keys of before this was asked, or of whom nobody could say.
          const claimed = whose ? await claimAccount(ctx, { mode, account: whose.id }, 'own') : 'held';
          const wanted = { expected, thinNeeded, apiVersion: Stripe.API_VERSION };
          const [key, ...others] = verdictsOf(found, wanted);
          const verdicts = [claimed === 'held' ? key : takenVerdict(claimed), ...others].filter(
            (each) => each !== undefined,
          );
          if (isSame) {
            if (kept?.inUse && lacks(verdicts) && !lacks(kept.verdicts)) sayStopped(ctx, mode);
            await storeVerdicts(ctx, mode, { verdicts, whose: claimed === 'held' ? whose : null });
          }
          return { done: { mode, verdicts } };
        },
      },
    },
  };
}

/** Whether a permission is missing without which payments do not work. */
const lacks = (verdicts: readonly Verdict[]) =>
  verdicts.some(({ item, verdict }) => verdict === 'bad' && item.startsWith('permission'));

/** Said once, until it was right again. */
function sayStopped({ stage, now }: Pick<Context, 'stage' | 'now'>, mode: Mode): void {
  stage.send(contract.chargingStopped, { mode, account: own, reason: 'keyLacksPermission', at: now.toISOString() });
}

/** As much as may be told of keys tells them apart. */
const nameOf = ({ publishableKey, secretHint }: KeptKeys): string => `${publishableKey} ${secretHint}`;
