import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { allScopes, redirectUri, startXeroBed, type Tokens, type XeroBed } from './xeroBed.ts';

let bed: XeroBed;
let tokens: Tokens;
beforeAll(async () => {
  bed = await startXeroBed();
});
beforeEach(async () => {
  await bed.admin('POST', '/reset', {});
  tokens = await bed.connect();
  bed.tokens.access_token = tokens.access_token;
  bed.tenant = String((await connections())[0]?.tenantId);
});
afterAll(() => bed.stop());

const minutes = (count: number) => bed.admin('POST', '/clock', { advance_ms: count * 60_000 });
const refresh = (token: string) => bed.token({ grant_type: 'refresh_token', refresh_token: token });
const get = (path = '/Organisation', token = tokens.access_token) =>
  bed.xero('GET', path, undefined, { authorization: `Bearer ${token}`, 'xero-tenant-id': bed.tenant });

async function connections(token = tokens.access_token, query = ''): Promise<Record<string, unknown>[]> {
  const answer = await fetch(`${bed.sandbox.xero.connectionsUrl}${query}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const list: unknown = await answer.json();
  return Array.isArray(list) ? list : [];
}

const authorize = (params: Record<string, string>) =>
  fetch(
    `${bed.sandbox.xero.authorizeUrl}?${new URLSearchParams({ response_type: 'code', client_id: bed.sandbox.xero.clientId, redirect_uri: redirectUri, scope: allScopes, ...params })}`,
    { redirect: 'manual' },
  );

it('looking at the consent page grants nothing; allowing sends a code and the state back', async () => {
  expect((await authorize({})).status).toBe(200);
  const back = await bed.consent();
  expect(`${back.origin}${back.pathname}`).toBe(redirectUri);
  expect(back.searchParams.get('state')).toBe('the state');
  expect(back.searchParams.get('code')).toMatch(/^\w{43}$/);
});

it('denying sends access_denied and the state back', async () => {
  const back = await bed.consent({ decision: 'deny' });
  expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: 'access_denied', state: 'the state' });
  expect(back.searchParams.has('code')).toBe(false);
});

it.each([
  ['a broad scope', { scope: 'offline_access accounting.transactions' }, 'invalid_scope'],
  ['no scope', { scope: '' }, 'invalid_scope'],
  ['an unknown client', { client_id: 'other' }, 'unauthorized_client'],
  ['a strange address', { redirect_uri: 'javascript:alert(1)' }, 'unauthorized_client'],
  ['another kind of answer', { response_type: 'token' }, 'unsupported_response_type'],
])('%s ends on a page of its own and sends nobody anywhere', async (_, params, error) => {
  const answer = await authorize(params);
  expect(answer.status).toBe(400);
  expect(answer.headers.get('location')).toBe(null);
  expect(await answer.text()).toContain(error);
});

it('another site cannot decide in the place of the adviser', async () => {
  const form = new URLSearchParams({
    client_id: bed.sandbox.xero.clientId,
    redirect_uri: redirectUri,
    scope: allScopes,
    response_type: 'code',
    decision: 'allow',
    organisation: bed.tenant,
  });
  const answer = await fetch(bed.sandbox.xero.authorizeUrl, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'cross-site' },
  });
  expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
});

it('a code works once, for its own address, for five minutes', async () => {
  const code = async () => (await bed.consent()).searchParams.get('code') ?? '';
  const redeem = (value: string, to = redirectUri) =>
    bed.token({ grant_type: 'authorization_code', code: value, redirect_uri: to });
  const first = await code();
  expect((await redeem(first, 'http://127.0.0.1:1/other')).body).toEqual({ error: 'invalid_grant' });
  expect((await redeem(first)).body).toMatchObject({ token_type: 'Bearer', expires_in: 1800, scope: allScopes });
  expect(await redeem(first)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  const late = await code();
  await minutes(5);
  expect((await redeem(late)).body).toEqual({ error: 'invalid_grant' });
});

it('the token endpoint knows the app by its secret only', async () => {
  const wrong = await bed.token({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token }, 'wrong');
  expect(wrong).toMatchObject({ status: 400, body: { error: 'invalid_client' } });
  expect((await bed.token({ grant_type: 'password' })).body).toEqual({ error: 'unsupported_grant_type' });
});

it('without offline_access there is no refresh token', async () => {
  expect(await bed.connect('accounting.contacts')).not.toHaveProperty('refresh_token');
});

it('a refresh token rotates; the old one works for 30 minutes more and never after', async () => {
  const second = await refresh(tokens.refresh_token);
  expect(second.body.refresh_token).not.toBe(tokens.refresh_token);
  await minutes(29);
  expect((await refresh(tokens.refresh_token)).status).toBe(200);
  await minutes(1);
  expect(await refresh(tokens.refresh_token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  expect((await refresh(String(second.body.refresh_token))).status).toBe(200);
});

it('a refresh token that nobody used for 60 days is dead', async () => {
  await minutes(60 * 24 * 60);
  expect((await refresh(tokens.refresh_token)).body).toEqual({ error: 'invalid_grant' });
});

it('an access token lasts half an hour of sandbox time, or until an administrator ends it', async () => {
  await minutes(29);
  expect((await get()).status).toBe(200);
  await minutes(1);
  expect(await get()).toMatchObject({
    status: 401,
    body: {
      Type: null,
      Title: 'Unauthorized',
      Status: 401,
      Detail: expect.stringMatching(/^TokenExpired: token expired at \d\d\/\d\d\/\d{4} /),
    },
  });
  const fresh = String((await refresh(tokens.refresh_token)).body.access_token);
  expect((await get('/Organisation', fresh)).status).toBe(200);
  expect(await bed.admin('POST', '/xero/tokens/expire')).toMatchObject({ expired: expect.any(Number) });
  expect((await get('/Organisation', fresh)).status).toBe(401);
});

it('a token that was never issued is refused', async () => {
  expect(await get('/Organisation', 'made-up')).toMatchObject({
    status: 401,
    body: { Detail: 'AuthenticationUnsuccessful' },
  });
});

it('a call needs the scope of what it touches; a reading scope does not write', async () => {
  const { access_token } = await bed.connect('accounting.contacts.read');
  expect((await get('/Contacts', access_token)).status).toBe(200);
  expect(await get('/Invoices', access_token)).toMatchObject({
    status: 401,
    body: { Detail: 'AuthorizationUnsuccessful' },
  });
  const put = await bed.xero('PUT', '/Contacts', { Name: 'x' }, { authorization: `Bearer ${access_token}` });
  expect(put.status).toBe(401);
});

it('connections are the organisations that were chosen, and which consent they came from', async () => {
  expect(await connections()).toMatchObject([
    { tenantType: 'ORGANISATION', tenantName: expect.stringContaining('Northgate'), tenantId: bed.tenant },
  ]);
  const both = await bed.connect(allScopes, 2);
  const all = await connections(both.access_token);
  expect(all).toHaveLength(2);
  const claims: unknown = JSON.parse(Buffer.from(both.access_token.split('.')[1] ?? '', 'base64url').toString());
  expect(claims).toMatchObject({ authentication_event_id: all[1]?.authEventId });
  expect(await connections(both.access_token, `?authEventId=${all[1]?.authEventId}`)).toHaveLength(2);
  expect(await connections(both.access_token, '?authEventId=other')).toEqual([]);
});

it('an organisation that is not connected, or no longer, is out of reach', async () => {
  expect((await bed.xero('GET', '/Organisation', undefined, { 'xero-tenant-id': 'b2c3' })).status).toBe(403);
  const organisations: unknown = await bed.admin('GET', '/xero/organisations');
  const other = Array.isArray(organisations) ? organisations[1]?.OrganisationID : '';
  expect((await bed.xero('GET', '/Organisation', undefined, { 'xero-tenant-id': other })).status).toBe(403);
  const id = String((await connections())[0]?.id);
  const remove = () =>
    fetch(`${bed.sandbox.xero.connectionsUrl}/${id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });
  expect((await remove()).status).toBe(204);
  expect((await remove()).status).toBe(404);
  expect(await get()).toMatchObject({
    status: 403,
    body: { Title: 'Forbidden', Detail: 'AuthenticationUnsuccessful' },
  });
});

it('a person who disconnects the app at Xero cuts it off, and consent brings it back', async () => {
  const id = String((await connections())[0]?.id);
  await bed.admin('DELETE', `/xero/connections/${id}`);
  expect((await get()).status).toBe(403);
  tokens = await bed.connect();
  expect((await get()).status).toBe(200);
});

it('revocation ends the tokens and the connections', async () => {
  const authorization = `Basic ${Buffer.from(`${bed.sandbox.xero.clientId}:${bed.sandbox.xero.clientSecret}`).toString('base64')}`;
  const revoke = (header: string) =>
    fetch(`${bed.sandbox.xero.identityUrl}/connect/revocation`, {
      method: 'POST',
      body: new URLSearchParams({ token: tokens.refresh_token }),
      headers: { authorization: header },
    });
  expect((await revoke('Basic eDp5')).status).toBe(400);
  expect((await get()).status).toBe(200);
  expect((await revoke(authorization)).status).toBe(200);
  expect((await get()).status).toBe(401);
  expect((await refresh(tokens.refresh_token)).body).toEqual({ error: 'invalid_grant' });
  expect(await bed.admin('GET', '/xero/connections')).toEqual([]);
});

it('tokens, connections and books survive a restart', async () => {
  const made = await bed.xero('PUT', '/Contacts', { Name: 'Kept Ltd' });
  expect(made.status).toBe(200);
  const { clientSecret } = bed.sandbox.xero;
  await bed.restart();
  expect(bed.sandbox.xero.clientSecret).toBe(clientSecret);
  expect(await get('/Contacts')).toMatchObject({ status: 200, body: { Contacts: [{ Name: 'Kept Ltd' }] } });
  expect((await refresh(tokens.refresh_token)).status).toBe(200);
});
