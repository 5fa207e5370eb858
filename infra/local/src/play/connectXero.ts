import { accounting } from '@purser/contracts';
import type { Cast } from './cast.ts';
import { NotSeen } from './see.ts';

/** Staff connects the books and allows it on Xero's page, as a browser would. */
export async function connectXero({
  client,
  staff,
}: Pick<Cast, 'client' | 'staff'>): Promise<{ organisation: string }> {
  const { authorizeUrl } = await client.command(accounting.beginConnection, { provider: 'xero' }, staff);
  const page = await (await fetch(authorizeUrl, { signal: AbortSignal.timeout(20_000) })).text();
  const [, organisation] = /name="organisation" value="([^"]+)"/.exec(page) ?? [];
  if (!organisation) throw new NotSeen('Xero offers no organisation to connect.');
  const { origin, pathname, searchParams } = new URL(authorizeUrl);
  const form = new URLSearchParams(searchParams);
  form.set('decision', 'allow');
  form.append('organisation', organisation);
  const answer = await fetch(`${origin}${pathname}`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    signal: AbortSignal.timeout(20_000),
  });
  const back = new URL(answer.headers.get('location') ?? 'about:blank').searchParams;
  const [state, code] = [back.get('state') ?? '', back.get('code') ?? ''];
  if (code === '') throw new NotSeen(`Xero sent the browser back without a code (${answer.status}).`);
  return client.command(accounting.finishConnection, { state, code }, staff);
}
