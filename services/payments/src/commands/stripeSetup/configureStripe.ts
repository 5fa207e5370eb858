import type { Context } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import type { z } from 'zod';
import { armReconciliation } from '../../armReconciliation.ts';
import { problemOfKeys } from '../../domain/keys.ts';
import { lockPlaces, usePlace } from '../../store/homes.ts';
import { addSecrets, closeEndpoint, listEndpoints, openEndpoint } from '../../store/stripeEndpoints.ts';
import { storeKeys } from '../../store/stripeKeys.ts';
import type { StripeAccounts } from '../../stripe/accounts.ts';
import { own } from '../../stripe/home.ts';

/** Seals a tenant's keys, opens the one door its webhooks come through, and puts the keys in use, all as given: what was before is over. */
export function configureStripe({ sandbox }: Pick<StripeAccounts, 'sandbox'>) {
  return async (ctx: Context, input: z.output<typeof contract.configureStripe.input>) => {
    const problem = problemOfKeys(input, sandbox);
    if (problem) throw problem;
    const { endpointId, mode, webhookSecrets } = input;
    await lockPlaces(ctx);
    await storeKeys(ctx, input, null);
    await usePlace(ctx, { mode, account: own });
    for (const other of await listEndpoints(ctx))
      if (other.mode === mode && other.kind === 'own' && other.endpointId !== endpointId)
        await closeEndpoint(ctx, other.endpointId);
    await openEndpoint(ctx, { endpointId, mode, kind: 'own', form: 'snapshot', stripeEndpointId: null });
    await addSecrets(ctx, endpointId, { secrets: webhookSecrets, oldUntil: ctx.now });
    await armReconciliation(ctx, { mode, account: own });
    return { endpointId };
  };
}
