import type { Context } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import type { z } from 'zod';
import type { Verdict } from '../domain/findings.ts';
import { endpointUrl } from '../endpointUrl.ts';
import type { Outside } from '../outside.ts';
import { homeInUse } from '../store/homes.ts';
import { type ListedEndpoint, listEndpoints } from '../store/stripeEndpoints.ts';
import { keptKeys } from '../store/stripeKeys.ts';
import { daysKept } from '../store/webhookKeeping.ts';

type Output = z.input<typeof contract.getStripeSetup.output>;

/** How a tenant stands with Stripe. What was looked at last, and what can be told without asking. */
export function getStripeSetup({ accounts, publicUrl }: Pick<Outside, 'accounts' | 'publicUrl'>) {
  return async (ctx: Pick<Context, 'tx' | 'now'>): Promise<Output> => {
    const [kept, endpoints] = [await keptKeys(ctx), await listEndpoints(ctx)];
    const modes = (['test', 'live'] as const).map((mode) => {
      const keys = kept.find((each) => each.mode === mode);
      const here = endpoints.filter((each) => each.mode === mode);
      return {
        mode,
        keys: keys ? told(keys) : null,
        checkedAt: keys?.checkedAt?.toISOString() ?? null,
        verdicts: keys?.checkedAt ? [...keys.verdicts, ...ofDeliveries(here)] : [],
        endpoints: here.map((endpoint) => shownEndpoint(endpoint, publicUrl)),
      };
    });
    return {
      inUse: (await homeInUse(ctx.tx)) ?? null,
      sandbox: accounts.sandbox,
      modes,
      keepEvents_days: await daysKept(ctx),
    };
  };
}

function told({
  publishableKey,
  secretHint,
  restricted,
  accountId,
  accountName,
  changedAt,
}: Awaited<ReturnType<typeof keptKeys>>[number]) {
  return { publishableKey, secretHint, restricted, accountId, accountName, changedAt: changedAt.toISOString() };
}

/** What came in tells more than any look: whether events arrive, and whether good ones had to be refused. */
function ofDeliveries(endpoints: readonly ListedEndpoint[]): Verdict[] {
  if (endpoints.length === 0) return [];
  const last = newest(endpoints.map(({ lastEventAt }) => lastEventAt));
  const refused = endpoints.filter(({ refusedAt }) => refusedAt !== null).at(0);
  const words = {
    mode: 'An event of the other mode came to an endpoint here and was refused. The secret of another endpoint was given for it.',
    shape:
      'A signed delivery came that is no event of the endpoint’s kind: thin events go to an endpoint for thin events, and others not.',
  };
  return [
    last
      ? { item: 'lastEvent', verdict: 'ok', text: 'Events arrive.' }
      : {
          item: 'lastEvent',
          verdict: 'warning',
          text: 'No event has come in the last 30 days. The connection test causes one; look again in a minute.',
        },
    ...(refused?.refusedWhy ? [{ item: 'refused', verdict: 'warning', text: words[refused.refusedWhy] } as const] : []),
  ];
}

const newest = (times: readonly (Date | null)[]) =>
  times.reduce<Date | null>((latest, at) => (at && (!latest || at > latest) ? at : latest), null);

function shownEndpoint(endpoint: ListedEndpoint, publicUrl: string) {
  const { endpointId, kind, form, stripeEndpointId, madeAt, endsAt, secrets, oldSecretsEndAt, lastEventAt } = endpoint;
  return {
    endpointId,
    url: endpointUrl(publicUrl, endpointId),
    kind,
    form,
    ours: stripeEndpointId !== null,
    madeAt: madeAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
    secrets,
    oldSecretsEndAt: oldSecretsEndAt?.toISOString() ?? null,
    lastEventAt: lastEventAt?.toISOString() ?? null,
  };
}
