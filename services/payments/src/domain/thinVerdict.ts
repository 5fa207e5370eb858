import { neededEvents } from './eventTypes.ts';
import type { DestinationAtStripe, Expected, Looked, Verdict } from './findings.ts';

const said = (verdict: Verdict['verdict'], text: string): Verdict => ({ item: 'thinEvents', verdict, text });

type Asked = {
  /** Undefined where Stripe was not asked. */
  destinations: Looked<readonly DestinationAtStripe[]> | undefined;
  expected: readonly Expected[];
  /** Whether something is told by thin events alone: how accounts of Stripe's second version stand. */
  isNeeded: boolean;
};

/** How the destinations of thin events stand; of several, the worst is told. None where there are none, and none is needed. */
export function ofThin({ destinations, expected, isNeeded }: Asked): Verdict[] {
  const wanted = expected.filter(({ form }) => form === 'thin');
  if (wanted.length === 0)
    return isNeeded
      ? [
          said(
            'warning',
            'How new accounts stand is told by thin events alone, and nobody here hears them. Make one below.',
          ),
        ]
      : [];
  if (!destinations || destinations.said === 'no')
    return [said('unknown', 'The key may not list event destinations, so that Stripe’s side of them is not known.')];
  const wrong = wanted.flatMap((one) => problemOf(one, destinations.value) ?? []);
  const worst = wrong.find(({ verdict }) => verdict === 'bad') ?? wrong[0];
  return [worst ?? said('ok', `Stripe sends thin events to ${wanted.map(({ url }) => url).join(' and ')}`)];
}

function problemOf(
  { url, stripeEndpointId, kind }: Expected,
  there: readonly DestinationAtStripe[],
): Verdict | undefined {
  const found = there.find((one) => one.id === stripeEndpointId) ?? there.find((one) => one.url === url);
  if (!found) return said('bad', `Stripe has no destination of thin events that calls ${url}. Make one below.`);
  if (found.url !== null && found.url !== url)
    return said(
      'bad',
      `Stripe sends thin events to ${found.url} instead of here. Rotate it, or change its address there.`,
    );
  if (found.status !== 'enabled')
    return said('bad', 'A destination of thin events is switched off at Stripe. Switch it on there, or make another.');
  if (found.isOf.length > 0 && !found.isOf.includes(kind))
    return said(
      'bad',
      `A destination hears of the wrong accounts: ${kind === 'connect' ? 'its own alone' : 'connected ones alone'}.`,
    );
  const missing = found.events.includes('*')
    ? []
    : neededEvents(kind, 'thin').filter((type) => !found.events.includes(type));
  if (missing.length === 0) return undefined;
  const more = missing.length > 2 ? ` and ${missing.length - 2} more` : '';
  return said(
    'warning',
    `Not sent as thin events: ${missing.slice(0, 2).join(', ')}${more}. Add them at Stripe, or rotate it.`,
  );
}
