import { neededEvents } from './eventTypes.ts';
import type { EndpointAtStripe, Expected, Findings, Verdict, Wanted } from './findings.ts';
import { ofPermissions } from './permissions.ts';
import { ofThin } from './thinVerdict.ts';

const ok = (item: Verdict['item'], text: string): Verdict => ({ item, verdict: 'ok', text });
const bad = (item: Verdict['item'], text: string): Verdict => ({ item, verdict: 'bad', text });
const warning = (item: Verdict['item'], text: string): Verdict => ({ item, verdict: 'warning', text });
const unknown = (item: Verdict['item'], text: string): Verdict => ({ item, verdict: 'unknown', text });

/** Whose the account is otherwise, is nobody's affair. */
export const takenWords = {
  others: 'Another company here takes payments at this Stripe account already. Use keys of an account of your own.',
  otherwise: 'This Stripe account is connected to the platform for you already. Use it there, or keys of another.',
};
export const takenVerdict = (how: keyof typeof takenWords): Verdict => bad('secretKey', takenWords[how]);

/** A verdict for each thing that card payments rest on. Whose key Stripe does not take can be told nothing else. */
export function verdictsOf(found: Findings, wanted: Wanted): Verdict[] {
  const key = ofSecretKey(found);
  if (key.verdict === 'bad') return [key, ofClock(found)];
  const { expected, thinNeeded: isNeeded } = wanted;
  return [
    key,
    ...ofPermissions(found.permissions),
    ofPublishableKey(found),
    ofCharges(found),
    ...ofEndpoints(found, wanted),
    ...ofThin({ destinations: found.destinations, expected, isNeeded }),
    ofClock(found),
  ];
}

function ofSecretKey({ account, mode, restricted }: Findings): Verdict {
  if (account.said === 'yes') {
    const { id, name } = account.value;
    return ok('secretKey', `Stripe takes it: ${name ? `${name}, ` : ''}${id}, ${mode} mode.`);
  }
  if (account.status === 401)
    return bad('secretKey', 'Stripe does not take this key: it was deleted, rolled or mistyped.');
  if (account.status === 403 && restricted)
    return unknown(
      'secretKey',
      'Stripe takes it, but it may not tell whose it is. With “Account: Read” (rak_accounts_kyc_basic_read) its account is checked too.',
    );
  return bad('secretKey', 'Stripe refused to show the account of this key.');
}

function ofPublishableKey({ publishable }: Findings): Verdict {
  if (publishable === 'same')
    return ok('publishableKey', 'It belongs to the same account: it sees what the secret key made.');
  if (publishable === 'other')
    return bad(
      'publishableKey',
      'It does not see what the secret key made: it belongs to another account, or was deleted.',
    );
  return unknown('publishableKey', 'Whether it belongs to the same account could not be tried.');
}

function ofCharges({ account }: Findings): Verdict {
  if (account.said === 'no') return unknown('charges', 'Whether the account can charge is not known.');
  return account.value.chargesEnabled
    ? ok('charges', 'The account can charge cards.')
    : bad('charges', 'Stripe lets this account charge nothing yet. Finish its details in Stripe’s dashboard.');
}

function ofEndpoints({ endpoints }: Findings, { expected, apiVersion }: Wanted): Verdict[] {
  const wanted = expected.filter(({ form }) => form === 'snapshot');
  if (wanted.length === 0)
    return [bad('endpoint', 'There is no webhook endpoint: of most payments nobody here would hear. Make one below.')];
  if (endpoints.said === 'no')
    return [unknown('endpoint', 'The key may not list webhook endpoints, so that Stripe’s side of them is not known.')];
  const isWanted = (each: EndpointAtStripe) => wanted.some(({ url }) => url === each.url);
  const there = endpoints.value.filter(isWanted);
  const strayed = endpoints.value.find(
    (each) => !isWanted(each) && wanted.some(({ stripeEndpointId }) => stripeEndpointId === each.id),
  );
  const enabled = there.filter(({ status }) => status === 'enabled');
  const [best] = enabled;
  if (there.length === 0 && strayed)
    return [
      bad('endpoint', `The webhook endpoint calls ${strayed.url} instead of here. Rotate it, or change it there.`),
    ];
  if (there.length === 0)
    return [bad('endpoint', 'Stripe has no webhook endpoint that calls this address. Make one below.')];
  if (!best)
    return [bad('endpoint', 'The webhook endpoint is switched off at Stripe. Switch it on there, or make another.')];
  return [
    ok('endpoint', `Stripe calls ${best.url}`),
    ofEvents(enabled, wanted.some(({ kind }) => kind === 'connect') ? 'connect' : 'own'),
    best.apiVersion === apiVersion
      ? ok('apiVersion', `Events come as of ${apiVersion}, which is ours.`)
      : warning(
          'apiVersion',
          `Events come as of ${best.apiVersion ?? 'the account’s own version'}; ours is ${apiVersion}. An endpoint made here has it.`,
        ),
  ];
}

function ofEvents(enabled: readonly EndpointAtStripe[], kind: Expected['kind']): Verdict {
  const sent = new Set(enabled.flatMap(({ events }) => events));
  const missing = sent.has('*') ? [] : neededEvents(kind).filter((type) => !sent.has(type));
  if (missing.length === 0) return ok('events', 'Every event that is used is sent.');
  const shown = missing.slice(0, 3).join(', ');
  const more = missing.length > 3 ? ` and ${missing.length - 3} more` : '';
  return bad('events', `Not sent: ${shown}${more}. Add them at Stripe, or make another endpoint.`);
}

/** Beyond this, good signatures would count as stale; a fifth of it is worth a word. */
const tolerated_s = 300;

function ofClock({ skew_s }: Findings): Verdict {
  if (skew_s === null) return unknown('clock', 'Stripe did not tell its time.');
  const off = Math.abs(skew_s);
  if (off >= tolerated_s)
    return bad(
      'clock',
      `This server’s clock is ${off} seconds off Stripe’s: its events are refused as stale. Set the clock right.`,
    );
  if (off >= tolerated_s / 5)
    return warning(
      'clock',
      `This server’s clock is ${off} seconds off Stripe’s. Beyond ${tolerated_s}, events are refused.`,
    );
  return ok('clock', 'This server’s clock agrees with Stripe’s.');
}

/** Whether payments may be taken on this: something was looked at, and nothing of it is bad. */
export function isFit(verdicts: readonly Verdict[]): boolean {
  return verdicts.length > 0 && verdicts.every(({ verdict }) => verdict !== 'bad');
}
