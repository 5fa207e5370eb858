import type { Context } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { platformTenant } from '@purser/message';
import type { z } from 'zod';
import { storePlatformSettings } from '../../store/homes.ts';
import { addSecrets, openEndpoint } from '../../store/stripeEndpoints.ts';
import { keptKeys } from '../../store/stripeKeys.ts';

/** On what terms accounts are connected to the platform, and the door through which their events come. */
export async function configureConnect(ctx: Context, input: z.output<typeof contract.configureConnect.input>) {
  const { mode, endpointId, webhookSecrets = [], onboarding = 'v2', oauthClient } = input;
  if (ctx.tenant !== platformTenant) throw fault('denied', 'not_allowed', 'You may not do this.');
  if (!(await keptKeys(ctx)).some((keys) => keys.mode === mode))
    throw fault('rejected', 'no_platform_keys', 'The platform has no Stripe keys of this mode yet.');
  if (endpointId) {
    await openEndpoint(ctx, { endpointId, mode, kind: 'connect', form: 'snapshot', stripeEndpointId: null });
    await addSecrets(ctx, endpointId, { secrets: webhookSecrets, oldUntil: ctx.now });
  }
  await storePlatformSettings(ctx, { mode, onboarding, clientId: oauthClient ?? null });
  return { mode };
}
