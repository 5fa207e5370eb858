import { fault } from '@purser/fault';
import { z } from 'zod';
import type { XeroConfig } from '../config.ts';
import { httpCall } from './request.ts';

export type Tokens = { access: string; refresh: string; expiresIn_s: number };

const tokenAnswer = z.object({ access_token: z.string(), refresh_token: z.string(), expires_in: z.number() });
const refusalAnswer = z.object({ error: z.string() });

export type TokenAnswer = { said: 'yes'; tokens: Tokens } | { said: 'no'; error: string };

/** @throws Fault rejected when no app is registered here */
function clientOf(config: XeroConfig): { id: string; secret: string } {
  if (config.client) return config.client;
  throw fault('rejected', 'xero_not_configured', 'No Xero app is set up here: the operator gives its id and secret.');
}

/** Where the browser goes; it comes back to our callback with `state` and a code. */
export function authorizeUrl(config: XeroConfig, state: string): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientOf(config).id,
    redirect_uri: config.redirectUri,
    scope: config.scopes,
    state,
  });
  return `${config.loginUrl}/connect/authorize?${query}`;
}

export function redeemCode(config: XeroConfig, code: string): Promise<TokenAnswer> {
  return askTokens(config, { grant_type: 'authorization_code', code, redirect_uri: config.redirectUri });
}

export function refreshTokens(config: XeroConfig, refreshToken: string): Promise<TokenAnswer> {
  return askTokens(config, { grant_type: 'refresh_token', refresh_token: refreshToken });
}

async function askTokens(config: XeroConfig, form: Record<string, string>): Promise<TokenAnswer> {
  const { id, secret } = clientOf(config);
  const answer = await httpCall(
    `${config.identityUrl}/connect/token`,
    {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
      },
      body: new URLSearchParams(form).toString(),
    },
    config.timeout_ms,
  );
  const tokens = tokenAnswer.safeParse(answer.body);
  if (answer.status === 200 && tokens.success) {
    const { access_token: access, refresh_token: refresh, expires_in: expiresIn_s } = tokens.data;
    return { said: 'yes', tokens: { access, refresh, expiresIn_s } };
  }
  const refusal = refusalAnswer.safeParse(answer.body);
  if (answer.status === 400 && refusal.success) return { said: 'no', error: refusal.data.error };
  throw fault('external', 'books_away', 'Xero did not answer.', { internal: `token endpoint: ${answer.status}` });
}

const connectionsAnswer = z.array(
  z.object({
    tenantId: z.string(),
    tenantName: z.string(),
    tenantType: z.string().optional(),
    authEventId: z.string().nullish(),
    updatedDateUtc: z.string().nullish(),
  }),
);
export type Organisation = { externalId: string; name: string };

/**
 * The organisations that were chosen with this consent, what was touched last first. Xero lists all that the same person ever let this app into,
 * for whichever tenant of ours: which are meant is told by the consent that the token names.
 */
export async function listOrganisations(config: XeroConfig, accessToken: string): Promise<Organisation[]> {
  const answer = await httpCall(
    `${config.apiUrl}/connections`,
    { method: 'GET', headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' } },
    config.timeout_ms,
  );
  const list = connectionsAnswer.safeParse(answer.body);
  if (answer.status !== 200 || !list.success)
    throw fault('external', 'books_away', 'Xero did not answer.', { internal: `connections: ${answer.status}` });
  const event = consentOf(accessToken);
  return list.data
    .filter(({ tenantType = 'ORGANISATION' }) => tenantType === 'ORGANISATION')
    .filter(({ authEventId }) => event === undefined || authEventId === event)
    .sort((one, other) => (other.updatedDateUtc ?? '').localeCompare(one.updatedDateUtc ?? ''))
    .map(({ tenantId, tenantName }) => ({ externalId: tenantId, name: tenantName }));
}

const claims = z.object({ authentication_event_id: z.string() });

/** Xero's tokens are JWTs that name the consent they come from. Nothing is trusted for it: it only narrows what the same token may list. */
function consentOf(accessToken: string): string | undefined {
  try {
    const [, payload = ''] = accessToken.split('.');
    return claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString())).authentication_event_id;
  } catch {
    return undefined;
  }
}
