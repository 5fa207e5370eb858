import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { refundTrouble, type Trouble, type TroubleKind } from '../plan/troubles.ts';
import { tellSandbox } from '../town/sandbox.ts';

type Rule = Record<string, string | number | boolean>;

const api = '/xero/api.xro/2.0/*';
/** Longer than a service may wait in the fast profile: it gives up, and what it asked for was done. */
const hold_ms = 3_000;
const refused_ms = 2_000;
/** Of whoever has Stripe do something, our services as well as browsers; where, the trouble says. */
const stripe = { method: 'POST' };
const done = { ...stripe, when: 'after' };

/** What the sandbox is told for so many mails or calls. Only what changes the books is broken after the effect. */
const rules: Record<Exclude<TroubleKind, 'mail refused for a while'>, { path: string; rule: Rule }[]> = {
  'mail stored, connection dropped': [{ path: '/mail/faults', rule: { effect: 'drop', when: 'after' } }],
  'Xero: too many calls this minute': [
    { path: '/faults', rule: { path: api, status: 429, rate_limited_reason: 'minute', retry_after: 7 } },
  ],
  'Xero: 503, maintenance': [{ path: '/faults', rule: { path: api, status: 503, retry_after: 5 } }],
  'Xero: 500 after it was done': [{ path: '/faults', rule: { path: api, method: 'PUT', when: 'after', status: 500 } }],
  'Xero: no answer after it was done': [
    { path: '/faults', rule: { path: api, method: 'PUT', when: 'after', effect: 'hold', ms: hold_ms } },
  ],
  'Xero: connection broken after it was done': [
    { path: '/faults', rule: { path: api, method: 'PUT', when: 'after', effect: 'reset' } },
  ],
  'Xero: tokens end, and the new ones are lost on their way': [
    { path: '/faults', rule: { path: '/xero/identity/connect/token', when: 'after', effect: 'reset' } },
    { path: '/xero/tokens/expire', rule: {} },
  ],
  'Stripe: no answer, and it was done': [{ path: '/faults', rule: { ...done, effect: 'hold', ms: hold_ms } }],
  'Stripe: connection broken after it was done': [{ path: '/faults', rule: { ...done, effect: 'reset' } }],
  'Stripe: connection broken before anything was done': [{ path: '/faults', rule: { ...stripe, effect: 'reset' } }],
  'Stripe: the answer is cut in two, and it was done': [{ path: '/faults', rule: { ...done, effect: 'cut' } }],
  'Stripe: 500 after it was done': [{ path: '/faults', rule: { ...done, status: 500 } }],
  'Stripe: 500, not to be tried again': [{ path: '/faults', rule: { ...stripe, status: 500, should_retry: false } }],
  'Stripe: 500, to be tried again': [{ path: '/faults', rule: { ...stripe, status: 500, should_retry: true } }],
  'Stripe: 409, locked by somebody else': [{ path: '/faults', rule: { ...stripe, status: 409 } }],
  'Stripe: 429, too many calls': [
    { path: '/faults', rule: { ...stripe, status: 429, rate_limited_reason: 'endpoint-rate' } },
  ],
  // The SDK itself says once more what a broken connection swallowed; who else lists refunds just then takes a refusal away.
  [refundTrouble]: [
    { path: '/faults', rule: { ...done, path: '/v1/refunds', effect: 'reset' } },
    { path: '/faults', rule: { ...done, path: '/v1/refunds', effect: 'reset' } },
    { path: '/faults', rule: { method: 'GET', path: '/v1/refunds', status: 503 } },
    { path: '/faults', rule: { method: 'GET', path: '/v1/refunds', status: 503 } },
  ],
  'Stripe: 503 to whoever looks': [{ path: '/faults', rule: { path: '/v1/*', method: 'GET', status: 503 } }],
};

const made = z.object({ id: z.string() });

/** Resolves once the sandbox knows of it, or for what lasts a while, once that is over. @throws Error when it stays away */
export async function cause(sandbox: string, trouble: Pick<Trouble, 'kind' | 'times' | 'doing'>): Promise<void> {
  const { kind, times, doing = '/v1/*' } = trouble;
  if (kind === 'mail refused for a while') {
    const rule = { effect: 'refuse', at: 'rcpt', code: 451 };
    const { id } = made.parse(await tellSandbox(sandbox, 'POST', '/mail/faults', rule));
    await pause(times * refused_ms);
    await tellSandbox(sandbox, 'DELETE', `/mail/faults/${id}`);
    return;
  }
  for (const { path, rule } of rules[kind]) {
    const isRule = Object.keys(rule).length > 0;
    await tellSandbox(
      sandbox,
      'POST',
      path,
      isRule ? { ...(path === '/faults' && { path: doing }), ...rule, count: times } : undefined,
    );
  }
}

/** What is left of them ends: those that waited for a mail or call that never came. */
export async function endTroubles(sandbox: string): Promise<void> {
  for (const path of ['/mail/faults', '/faults', '/webhook-faults']) await tellSandbox(sandbox, 'DELETE', path);
}
