import { z } from 'zod';

/** Xero at the sandbox, and the app registered there. */
export type Xero = { sandbox: string; clientId: string; clientSecret: string };

/** Somebody with a way of their own into one organisation, so that looking disturbs nobody's tokens. */
export type Accountant = {
  read(path: string): Promise<unknown>;
  write(path: string, body: unknown): Promise<unknown>;
};

const tokens = z.object({ access_token: z.string() });
const redirect_uri = 'http://127.0.0.1:1/back';
const scope = 'offline_access accounting.invoices accounting.payments accounting.contacts accounting.settings';
const limit_ms = 30_000;

export async function hireAccountant(
  { sandbox, clientId, clientSecret }: Xero,
  organisation: string,
): Promise<Accountant> {
  const asked = new URLSearchParams({ response_type: 'code', client_id: clientId, redirect_uri, scope, state: 'x' });
  const back = await allow(`${sandbox}/xero/identity/connect/authorize?${asked}`, organisation);
  const code = back.searchParams.get('code') ?? '';
  const answer = await fetch(`${sandbox}/xero/identity/connect/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri }),
    signal: AbortSignal.timeout(limit_ms),
  });
  const { access_token } = tokens.parse(await answer.json());
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const said = await fetch(`${sandbox}/xero/api.xro/2.0${path}`, {
      method,
      headers: {
        authorization: `Bearer ${access_token}`,
        'xero-tenant-id': organisation,
        accept: 'application/json',
        'content-type': 'application/json',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(limit_ms),
    });
    if (!said.ok) throw new Error(`${method} ${path}: ${said.status} ${await said.text()}`);
    return said.json();
  };
  return { read: (path) => call('GET', path), write: (path, body) => call('PUT', path, body) };
}

/** Presses "allow" on Xero's page for one organisation. @returns where the browser is sent */
export async function allow(authorizeUrl: string, organisation: string): Promise<URL> {
  const { origin, pathname, searchParams } = new URL(authorizeUrl);
  const form = new URLSearchParams(searchParams);
  form.set('decision', 'allow');
  form.append('organisation', organisation);
  const signal = AbortSignal.timeout(limit_ms);
  const answer = await fetch(`${origin}${pathname}`, { method: 'POST', body: form, redirect: 'manual', signal });
  const location = answer.headers.get('location');
  if (!location) throw new Error(`Xero sends the browser nowhere: ${answer.status} ${await answer.text()}`);
  return new URL(location);
}
