import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { page } from '../admin/page.ts';
import type { OauthCode } from '../kinds.ts';
import { platformApplication } from '../payments/applicationFee.ts';
import { accountById, accountByKey, saveAccount } from '../store/accounts.ts';
import { changing } from '../store/changing.ts';
import { find, insert, save } from '../store/objects.ts';
import { platformOf } from '../store/scope.ts';
import { emit } from '../webhooks/emit.ts';
import type { Scope, World } from '../world.ts';
import { blankAccount, connectAccount, connectedAccount, disconnect } from './account.ts';
import { onboarded } from './standing.ts';

const codeLasts_s = 300;

class OauthError extends Error {
  readonly code: string;
  readonly status: 400 | 401;
  constructor(code: string, description: string, status: 400 | 401 = 400) {
    super(description);
    this.code = code;
    this.status = status;
  }
}

/** OAuth for merchants who have a Stripe account already: consent, codes and leaving again. */
export function oauthRoutes(world: World): Hono {
  const app = new Hono();
  app.onError((error, c) => {
    if (error instanceof OauthError)
      return c.json({ error: error.code, error_description: error.message }, error.status);
    console.error('sandbox: an OAuth call failed', error);
    return c.json({ error: 'server_error', error_description: 'the sandbox failed' }, 500);
  });
  app.get('/authorize', (c) => {
    const { client_id, redirect_uri, state = '', response_type } = c.req.query();
    checkClient(client_id);
    if (response_type !== 'code') throw new OauthError('unsupported_response_type', 'response_type must be code');
    return c.html(consentPage(redirectTo(redirect_uri), state));
  });
  app.post('/authorize', async (c) => {
    const form = await c.req.parseBody();
    const to = new URL(redirectTo(String(form.redirect_uri)));
    if (form.state) to.searchParams.set('state', String(form.state));
    if (form.deny !== undefined) {
      to.searchParams.set('error', 'access_denied');
      to.searchParams.set('error_description', 'The user denied your request');
      return c.redirect(to.toString(), 303);
    }
    to.searchParams.set('scope', 'read_write');
    to.searchParams.set('code', changing(world, () => consent(platformOf(world), accountIn(form))).id);
    return c.redirect(to.toString(), 303);
  });
  app.post('/token', async (c) => {
    const form = await c.req.parseBody();
    checkKey(world, c);
    if (form.grant_type !== 'authorization_code')
      throw new OauthError('unsupported_grant_type', 'The sandbox plays authorization_code only.');
    return c.json(changing(world, () => token(platformOf(world), String(form.code))));
  });
  app.post('/deauthorize', async (c) => {
    const form = await c.req.parseBody();
    checkKey(world, c);
    checkClient(String(form.client_id));
    const account = String(form.stripe_user_id);
    if (!changing(world, () => disconnect(platformOf(world), account)))
      throw new OauthError('invalid_client', `This application is not connected to stripe account ${account}.`, 401);
    return c.json({ stripe_user_id: account });
  });
  return app;
}

function checkClient(id: string | undefined): void {
  if (id !== platformApplication)
    throw new OauthError('invalid_client', `No application matches the supplied client identifier`, 401);
}

function redirectTo(uri: string | undefined): string {
  if (uri !== undefined && /^https?:\/\//.test(uri) && URL.canParse(uri)) return uri;
  throw new OauthError('invalid_redirect_uri', 'redirect_uri must be the address of a page');
}

function checkKey(world: World, c: Context): void {
  const key = /^bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  const holder = key === undefined ? undefined : accountByKey(world.db, key);
  if (!holder || holder.connected || holder.secretKey !== key)
    throw new OauthError('invalid_client', 'No such API key, or it is not the platform’s.', 401);
}

/** The account whose owner says yes; a new one unless told. */
function accountIn({ account }: Record<string, unknown>): string | undefined {
  if (typeof account !== 'string' || account === '') return undefined;
  if (/^acct_\w+$/.test(account)) return account;
  throw new OauthError('invalid_request', `No such account: ${account}`);
}

/** A merchant with an account that is complete says yes: for the first time, again, or after leaving. */
function consent(scope: Scope, known?: string): OauthCode {
  const account = known ?? scope.world.ids.next('acct_', 16);
  if (!connectedAccount(scope, account))
    connectAccount(scope, blankAccount(scope, account, { type: 'standard' }), onboarded);
  emit({ ...scope, account, connected: true }, 'account.application.authorized', {
    id: platformApplication,
    object: 'application',
    name: 'The platform',
  });
  const id = scope.world.ids.next('ac_', 32);
  const code: OauthCode = { id, account, expires_at: scope.now + codeLasts_s, used: false };
  insert(scope, 'oauth_code', code, null);
  return code;
}

function token(scope: Scope, id: string) {
  const code = find(scope, 'oauth_code', id)?.body;
  if (!code) throw new OauthError('invalid_grant', `Authorization code does not exist: ${id}`);
  if (code.used) throw new OauthError('invalid_grant', `This authorization code has already been used: ${id}`);
  if (code.expires_at <= scope.now) throw new OauthError('invalid_grant', `Authorization code expired: ${id}`);
  save(scope, 'oauth_code', { ...code, used: true }, null);
  const held = accountById(scope.world.db, code.account);
  const secretKey = held?.secretKey ?? scope.world.ids.next('sk_test_', 32);
  const publishableKey = held?.publishableKey ?? scope.world.ids.next('pk_test_', 32);
  saveAccount(scope.world.db, { id: code.account, connected: true, secretKey, publishableKey });
  return {
    access_token: secretKey,
    livemode: false,
    refresh_token: scope.world.ids.next('rt_', 32),
    scope: 'read_write',
    stripe_publishable_key: publishableKey,
    stripe_user_id: code.account,
    token_type: 'bearer',
  };
}

const consentPage = (redirectUri: string, state: string) =>
  page(
    'Connect',
    html`<h1>Connect your Stripe account?</h1>
      <p class="soft">The platform wants to charge, refund and read in your name. The sandbox connects the account that you
        name, or makes one that is complete.</p>
      <form method="post" action="/oauth/authorize">
        <input type="hidden" name="redirect_uri" value="${redirectUri}">
        <input type="hidden" name="state" value="${state}">
        <p><label>Account, where there is one already <input name="account" placeholder="acct_…"></label></p>
        <button class="main">Connect</button>
        <button name="deny" value="1">Deny</button>
      </form>`,
    true,
  );
