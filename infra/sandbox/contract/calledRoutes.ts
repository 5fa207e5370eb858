import { readFileSync } from 'node:fs';
import Stripe from 'stripe';

/** A call of the SDK that stands in a program's sources, and what it asks for; `{id}` where an id would be. */
export interface CalledRoute {
  /** `paymentIntents.confirm` */
  readonly call: string;
  readonly method: string;
  /** `/v1/payment_intents/{id}/confirm` */
  readonly path: string;
}

/** `stripe.paymentIntents.confirm(`, over as many lines as the formatter likes. */
const calls = /\bstripe\s*((?:\.\s*[a-zA-Z]\w*\s*)+)\(/g;
/** A request by address leaves no name to find. */
const nameless = /\b(rawRequest)\s*\(/;
/** What a notification fetches by itself: the event behind it, and what that is about, which for us is an account. */
const behindNotification: [RegExp, string][] = [
  [/\.fetchEvent\s*\(/, '.v2.core.events.retrieve'],
  [/\.fetchRelatedObject\s*\(/, '.v2.core.accounts.retrieve'],
];
/** Of the SDK, and no request. */
const local = /^(webhooks|withStripeContext|parseEventNotification\w*)$/;

/**
 * Every route of Stripe's that some sources call, where a client is called `stripe`. The SDK itself says where a call
 * goes: it is made, and ends before anything is sent.
 * @throws Error for a call that cannot be told, so that none is overlooked
 */
export async function calledRoutes(files: readonly string[]): Promise<CalledRoute[]> {
  const found = new Map<string, CalledRoute>();
  for (const file of files.filter((name) => !name.endsWith('.test.ts'))) {
    const text = readFileSync(file, 'utf8');
    const unnamed = nameless.exec(text);
    if (unnamed) throw new Error(`${file}: ${unnamed[1]} names no route; call the resource's own method`);
    const chains = [...text.matchAll(calls)].map(([, chain = '']) => chain);
    for (const [said, chain] of behindNotification) if (said.test(text)) chains.push(chain);
    for (const chain of chains) {
      const [, ...names] = chain.split('.').map((name) => name.trim());
      const call = names.join('.');
      if (local.test(names[0] ?? '') || found.has(call)) continue;
      const asked = await requestOf(names);
      if (!asked) throw new Error(`${file}: stripe.${call} makes no request that could be told`);
      found.set(call, { call, ...asked });
    }
  }
  return [...found.values()].sort((a, b) => a.call.localeCompare(b.call));
}

const mostIds = 3;

/** What the SDK asks for, with as many ids as the path needs. */
async function requestOf(names: readonly string[]): Promise<Omit<CalledRoute, 'call'> | undefined> {
  for (let ids = 0; ids <= mostIds; ids += 1) {
    const asked = await requestWith(
      names,
      Array.from({ length: ids }, () => '{id}'),
    );
    if (asked && !asked.path.includes('undefined')) return asked;
  }
  return undefined;
}

async function requestWith(
  names: readonly string[],
  ids: readonly string[],
): Promise<Omit<CalledRoute, 'call'> | undefined> {
  let asked: Omit<CalledRoute, 'call'> | undefined;
  const inner = Stripe.createNodeHttpClient();
  const httpClient: Stripe.HttpClient = {
    getClientName: () => inner.getClientName(),
    makeRequest: (_host, _port, path, method) => {
      asked = { method, path: decodeURIComponent(path.split('?')[0] ?? '') };
      return Promise.reject(new Error('nothing is sent'));
    },
  };
  const stripe = new Stripe('sk_test_nobody', { httpClient, maxNetworkRetries: 0, telemetry: false });
  const resource = names.slice(0, -1).reduce<unknown>(memberOf, stripe);
  const method = memberOf(resource, names.at(-1) ?? '');
  if (typeof method !== 'function') return undefined;
  try {
    await Reflect.apply(method, resource, ids);
  } catch {
    // It was heard, or it wanted other ids.
  }
  return asked;
}

function memberOf(owner: unknown, name: string): unknown {
  return typeof owner === 'object' && owner !== null ? Reflect.get(owner, name) : undefined;
}
