import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { until } from './receiver.ts';
import { type SandboxProcess, startProcess } from './sandboxProcess.ts';
import { allScopes, invoice, redirectUri } from './xeroBed.ts';

const started: SandboxProcess[] = [];
const start = async (dir: string) => {
  const one = await startProcess(dir, {
    PURSER_SANDBOX_XERO_CLIENT_ID: 'app',
    PURSER_SANDBOX_XERO_CLIENT_SECRET: 'secret',
  });
  started.push(one);
  return one;
};
afterEach(() => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL');
});

const textAt = (value: unknown, name: string): string =>
  typeof value === 'object' && value !== null ? String(new Map<string, unknown>(Object.entries(value)).get(name)) : '';

async function connect(url: string): Promise<{ token: string; tenant: string }> {
  const asked = { response_type: 'code', client_id: 'app', redirect_uri: redirectUri, scope: allScopes };
  const at = `${url}/xero/identity/connect`;
  const page = await (await fetch(`${at}/authorize?${new URLSearchParams(asked)}`)).text();
  const tenant = /name="organisation" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const form = new URLSearchParams({ ...asked, decision: 'allow', organisation: tenant });
  const back = await fetch(`${at}/authorize`, { method: 'POST', body: form, redirect: 'manual' });
  const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const headers = { authorization: `Basic ${Buffer.from('app:secret').toString('base64')}` };
  const body = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirectUri });
  const tokens: unknown = await (await fetch(`${at}/token`, { method: 'POST', headers, body })).json();
  return { token: textAt(tokens, 'access_token'), tenant };
}

/** No limit of calls, until the process ends. */
const lift = (url: string) =>
  fetch(`${url}/_sandbox/xero/limits`, { method: 'POST', body: JSON.stringify({ per_minute: 1e6, per_day: 1e6 }) });

it('after a SIGKILL in the middle of a burst every answered invoice is there, once, and the tokens still work', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'sandbox-xero-'));
  const first = await start(dir);
  await lift(first.url);
  const { token, tenant } = await connect(first.url);
  const headers = {
    authorization: `Bearer ${token}`,
    'xero-tenant-id': tenant,
    accept: 'application/json',
    'content-type': 'application/json',
  };
  const answered = new Set<string>();
  let dead = false;
  const burst = Array.from({ length: 4 }, async (_, worker) => {
    for (let i = 0; !dead; i++) {
      const InvoiceNumber = `K-${worker}-${i}`;
      const body = JSON.stringify(invoice({ InvoiceNumber }));
      const answer = await fetch(`${first.url}/xero/api.xro/2.0/Invoices`, { method: 'PUT', headers, body }).catch(
        () => undefined,
      );
      if (answer?.status === 200) answered.add(InvoiceNumber);
    }
  });
  await until('some answered calls', () => (answered.size >= 100 ? true : undefined), 30_000);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  dead = true;
  await Promise.all(burst);

  const again = await start(dir);
  await lift(again.url);
  const list: unknown = await (await fetch(`${again.url}/xero/api.xro/2.0/Invoices`, { headers })).json();
  const found =
    typeof list === 'object' && list !== null && 'Invoices' in list && Array.isArray(list.Invoices)
      ? list.Invoices
      : [];
  const numbers = found.map((one: unknown) => textAt(one, 'InvoiceNumber'));
  expect([...answered].filter((number) => !numbers.includes(number))).toEqual([]);
  expect(new Set(numbers).size).toBe(numbers.length);
  await rm(dir, { recursive: true, force: true });
}, 60_000);
