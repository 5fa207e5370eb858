import { AccountingApi } from 'xero-node';
import { startTestbed, type Testbed } from './testbed.ts';

export const allScopes =
  'offline_access accounting.invoices accounting.payments accounting.contacts accounting.settings';
export const redirectUri = 'http://127.0.0.1:1/callback';

export interface Tokens {
  access_token: string;
  refresh_token: string;
  expires_in: number;
  token_type: string;
  scope: string;
}

/** An answer with its parsed body. */
export interface Seen {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isTokens = (value: unknown): value is Tokens => isRecord(value) && typeof value.access_token === 'string';

async function seen(answer: Response): Promise<Seen> {
  const text = await answer.text();
  const body: unknown = text === '' ? {} : JSON.parse(text);
  return { status: answer.status, headers: answer.headers, body: isRecord(body) ? body : {} };
}

export interface XeroBed extends Testbed {
  /** Consents in the browser's stead and gives where the browser is sent. */
  consent: (params?: Record<string, string>, organisations?: number) => Promise<URL>;
  /** A call of the token endpoint as the app. */
  token: (form: Record<string, string>, secret?: string) => Promise<Seen>;
  /** Consents and redeems. */
  connect: (scope?: string, organisations?: number) => Promise<Tokens>;
  /** A bare call of the accounting API. */
  xero: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Seen>;
  /** The official client of the same sandbox. */
  api: AccountingApi;
  tenant: string;
  tokens: Tokens;
}

/** A sandbox whose first organisation is connected. */
export async function startXeroBed(): Promise<XeroBed> {
  const bed = await startTestbed();
  const at = () => bed.sandbox.xero;

  async function consent(params: Record<string, string> = {}, count = 1): Promise<URL> {
    const asked = {
      response_type: 'code',
      client_id: at().clientId,
      redirect_uri: redirectUri,
      scope: allScopes,
      state: 'the state',
      ...params,
    };
    const page = await (await fetch(`${at().authorizeUrl}?${new URLSearchParams(asked)}`)).text();
    const ids = [...page.matchAll(/name="organisation" value="([^"]+)"/g)].map(([, id]) => id ?? '');
    const form = new URLSearchParams({ ...asked, decision: 'allow', ...params });
    for (const id of ids.slice(0, count)) form.append('organisation', id);
    const answer = await fetch(at().authorizeUrl, { method: 'POST', body: form, redirect: 'manual' });
    return new URL(answer.headers.get('location') ?? 'about:blank');
  }

  async function token(form: Record<string, string>, secret = at().clientSecret): Promise<Seen> {
    const authorization = `Basic ${Buffer.from(`${at().clientId}:${secret}`).toString('base64')}`;
    const answer = await fetch(`${at().identityUrl}/connect/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { authorization },
    });
    return seen(answer);
  }

  async function connect(scope = allScopes, organisations = 1): Promise<Tokens> {
    const code = (await consent({ scope }, organisations)).searchParams.get('code') ?? '';
    const { body } = await token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri });
    if (!isTokens(body)) throw new Error(`no tokens: ${JSON.stringify(body)}`);
    return body;
  }

  const tokens = await connect();
  const connections: unknown = await bed.admin('GET', '/xero/connections');
  const first: unknown = Array.isArray(connections) ? connections[0] : undefined;
  const tenant = isRecord(first) ? String(first.tenantId) : '';
  const api = new AccountingApi(at().apiUrl);
  api.accessToken = tokens.access_token;

  return Object.assign(bed, {
    consent,
    token,
    connect,
    tokens,
    tenant,
    api,
    async xero(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
      const answer = await fetch(`${at().apiUrl}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${tokens.access_token}`,
          'xero-tenant-id': tenant,
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      return seen(answer);
    },
  });
}

/** Lifts the limits of calls, which tests other than those of the limits would reach. */
export const unlimited = (bed: Testbed) =>
  bed.admin('POST', '/xero/limits', { per_minute: 100_000, per_day: 100_000, at_once: 100 });

export const line = {
  Description: 'Support, November',
  Quantity: 1,
  UnitAmount: 100,
  AccountCode: '200',
  TaxType: 'OUTPUT2',
};

/** An invoice as the API takes it. */
export const invoice = (more: object = {}) => ({
  Type: 'ACCREC',
  Contact: { Name: 'Ada Ltd' },
  Date: '2026-11-20',
  DueDate: '2026-12-04',
  Status: 'AUTHORISED',
  LineItems: [line],
  ...more,
});

/** The first element of a list in an answer. */
export function firstOf(answer: Seen, name: string): Record<string, unknown> {
  const list = answer.body[name];
  const found: unknown = Array.isArray(list) ? list[0] : undefined;
  if (!isRecord(found)) throw new Error(`${name} is empty: ${JSON.stringify(answer.body)}`);
  return found;
}
