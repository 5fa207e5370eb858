import { type Context, Hono } from 'hono';
import { transaction } from '../../store/open.ts';
import { organisations } from '../books/organisation.ts';
import type { XeroWorld } from '../world.ts';
import { isClient } from './client.ts';
import { type Asked, consentError, consentPage } from './consentPage.ts';
import { redeemCode, refresh, revoke, scopesFrom, type TokenSet } from './tokens.ts';

const codeMs = 5 * 60_000;

type Params = Record<string, string | undefined>;
type Wrong = { error: string; detail: string };

/** Checks what an app asks for, before anybody is asked or sent anywhere. */
function askedIn(world: XeroWorld, params: Params): Asked | Wrong {
  const { client_id: clientId, redirect_uri: redirectUri = '', response_type: type, scope = '', state } = params;
  if (clientId !== world.client.id) return { error: 'unauthorized_client', detail: 'Unknown client' };
  if (type !== 'code') return { error: 'unsupported_response_type', detail: 'response_type must be code' };
  const registered = world.redirectUris.length === 0 || world.redirectUris.includes(redirectUri);
  if (!registered || !/^https?:\/\//.test(redirectUri) || !URL.canParse(redirectUri))
    return { error: 'unauthorized_client', detail: 'Invalid redirect_uri' };
  if (params.code_challenge !== undefined)
    return { error: 'invalid_request', detail: 'sandbox_not_simulated: an app with a secret needs no code_challenge' };
  const scopes = scopesFrom(scope);
  if (!scopes) return { error: 'invalid_scope', detail: `Not to be had: ${scope || 'no scope'}` };
  return { clientId, redirectUri, scopes, state };
}

function withParams(address: string, params: Params): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(params)) if (value !== undefined) url.searchParams.set(name, value);
  return url.toString();
}

/** The consent page may send its form here and be redirected to the app, and nothing else. */
function guard(c: Context, redirectUri: string | undefined): void {
  const app = redirectUri === undefined ? '' : ` ${new URL(redirectUri).origin}`;
  c.header(
    'content-security-policy',
    `default-src 'none'; style-src 'unsafe-inline'; form-action 'self'${app}; base-uri 'none'; frame-ancestors 'none'`,
  );
  c.header('referrer-policy', 'no-referrer');
  c.header('cache-control', 'no-store');
}

function refusal(c: Context, { error, detail }: Wrong) {
  guard(c, undefined);
  return c.html(consentError(error, detail), 400);
}

function issueCode(world: XeroWorld, asked: Asked, chosen: string[]): string {
  return transaction(world.db, () => {
    const code = world.ids.next('', 43);
    world.db
      .sql('INSERT INTO codes (code, redirect_uri, scope, organisations, expires_ms) VALUES (?, ?, ?, ?, ?)')
      .run(code, asked.redirectUri, asked.scopes.join(' '), JSON.stringify(chosen), world.clock.nowMs() + codeMs);
    world.ids.save();
    return code;
  });
}

async function decide(c: Context, world: XeroWorld) {
  const from = c.req.header('sec-fetch-site');
  if (from !== undefined && from !== 'same-origin')
    return refusal(c, { error: 'access_denied', detail: 'The decision must come from the page itself' });
  const form = new URLSearchParams(await c.req.text());
  const asked = askedIn(world, Object.fromEntries(form));
  if ('error' in asked) return refusal(c, asked);
  const state = asked.state;
  if (form.get('decision') !== 'allow')
    return c.redirect(
      withParams(asked.redirectUri, { error: 'access_denied', error_description: 'The user denied access', state }),
      303,
    );
  const held = organisations(world).map(({ id }) => id);
  const chosen = form.getAll('organisation').filter((id) => held.includes(id));
  if (chosen.length === 0) return refusal(c, { error: 'invalid_request', detail: 'Choose an organisation' });
  return c.redirect(
    withParams(asked.redirectUri, { code: issueCode(world, asked, chosen), scope: asked.scopes.join(' '), state }),
    303,
  );
}

async function tokens(c: Context, world: XeroWorld) {
  c.header('cache-control', 'no-store');
  const form = new URLSearchParams(await c.req.text());
  if (!isClient(world, c.req.header('authorization'))) return c.json({ error: 'invalid_client' }, 400);
  const grants: Record<string, () => TokenSet | undefined> = {
    authorization_code: () => redeemCode(world, form.get('code') ?? '', form.get('redirect_uri') ?? ''),
    refresh_token: () => refresh(world, form.get('refresh_token') ?? ''),
  };
  const grant = grants[form.get('grant_type') ?? ''];
  if (!grant) return c.json({ error: 'unsupported_grant_type' }, 400);
  const set = transaction(world.db, () => {
    const issued = grant();
    world.ids.save();
    return issued;
  });
  return set ? c.json(set) : c.json({ error: 'invalid_grant' }, 400);
}

/** Xero's identity service: consent, tokens, revocation. */
export function identityRoutes(world: XeroWorld): Hono {
  const app = new Hono();
  app.get('/connect/authorize', (c) => {
    const asked = askedIn(world, c.req.query());
    if ('error' in asked) return refusal(c, asked);
    guard(c, asked.redirectUri);
    return c.html(consentPage(asked, organisations(world)));
  });
  app.post('/connect/authorize', (c) => decide(c, world));
  app.post('/connect/token', (c) => tokens(c, world));
  app.post('/connect/revocation', async (c) => {
    const form = new URLSearchParams(await c.req.text());
    if (!isClient(world, c.req.header('authorization'))) return c.json({ error: 'invalid_client' }, 400);
    transaction(world.db, () => revoke(world, form.get('token') ?? ''));
    return c.body(null, 200);
  });
  return app;
}
