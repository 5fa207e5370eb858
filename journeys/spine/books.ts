import { accounting } from '@purser/contracts';
import { z } from 'zod';
import type { Tenant, Town } from './town.ts';

const made = z.object({ id: z.string() });
const tokens = z.object({ access_token: z.string() });

/** An organisation at Xero of a test's own. */
export type Books = {
  organisation: string;
  /** Staff connects, and allows it in the browser. */
  connect(): Promise<{ organisation: string }>;
  /** What an accountant reads there. */
  read(path: string): Promise<Record<string, unknown>>;
};

export async function openBooks(town: Town, tenant: Tenant, name = 'Northwind books'): Promise<Books> {
  const { id } = made.parse(
    await town.admin('POST', '/xero/organisations', { name: `${name} ${tenant.id.slice(-6)}` }),
  );
  const { client } = town.platform;
  const access = await accountantsToken(town, id);
  return {
    organisation: id,
    connect: async () => {
      const { authorizeUrl } = await client.command(accounting.beginConnection, { provider: 'xero' }, tenant.staff);
      const back = await allow(authorizeUrl, id);
      const [state, code] = [back.searchParams.get('state') ?? '', back.searchParams.get('code') ?? ''];
      return client.command(accounting.finishConnection, { state, code }, tenant.staff);
    },
    read: async (path) => {
      const answer = await fetch(`${town.sandbox.url}/xero/api.xro/2.0${path}`, {
        headers: { authorization: `Bearer ${access}`, 'xero-tenant-id': id, accept: 'application/json' },
      });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return z.record(z.string(), z.unknown()).parse(await answer.json());
    },
  };
}

/** Presses "allow" on Xero's page for one organisation. @returns where the browser is sent */
async function allow(authorizeUrl: string, organisation: string): Promise<URL> {
  const { origin, pathname, searchParams } = new URL(authorizeUrl);
  const form = new URLSearchParams(searchParams);
  form.set('decision', 'allow');
  form.append('organisation', organisation);
  const answer = await fetch(`${origin}${pathname}`, { method: 'POST', body: form, redirect: 'manual' });
  const location = answer.headers.get('location');
  if (!location) throw new Error(`Xero sends the browser nowhere: ${answer.status} ${await answer.text()}`);
  return new URL(location);
}

/** Somebody else's way in, so that reading disturbs nobody's tokens. */
async function accountantsToken({ sandbox }: Town, organisation: string): Promise<string> {
  const { clientId, clientSecret, authorizeUrl, identityUrl } = sandbox.xero;
  const redirect_uri = 'http://127.0.0.1:1/back';
  const scope = 'offline_access accounting.invoices accounting.payments accounting.contacts accounting.settings';
  const asked = new URLSearchParams({ response_type: 'code', client_id: clientId, redirect_uri, scope, state: 'x' });
  const code = (await allow(`${authorizeUrl}?${asked}`, organisation)).searchParams.get('code') ?? '';
  const answer = await fetch(`${identityUrl}/connect/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri }),
  });
  return tokens.parse(await answer.json()).access_token;
}
