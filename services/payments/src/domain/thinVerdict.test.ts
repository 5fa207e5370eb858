import { expect, test } from 'vitest';
import { neededEvents } from './eventTypes.ts';
import type { DestinationAtStripe, Expected } from './findings.ts';
import { ofThin } from './thinVerdict.ts';

const url = 'https://purser.example/webhooks/stripe/e1';
const ours: Expected = { url, stripeEndpointId: 'ed_1', kind: 'connect', form: 'thin' };
const byHand: Expected = { ...ours, stripeEndpointId: null };
const there: DestinationAtStripe = {
  id: 'ed_1',
  url,
  status: 'enabled',
  events: neededEvents('connect', 'thin'),
  isOf: ['connect'],
};

const verdict = (expected: readonly Expected[], found: readonly DestinationAtStripe[]) => {
  const [one, ...more] = ofThin({ destinations: { said: 'yes', value: found }, expected, isNeeded: false });
  expect(more).toEqual([]);
  return one && [one.verdict, one.text];
};

test.each([
  ['all right', ours, there, 'ok', url],
  ['made by hand, found by its address', byHand, { ...there, id: 'ed_2' }, 'ok', url],
  ['whose address Stripe does not tell', ours, { ...there, url: null }, 'ok', url],
  ['off', ours, { ...there, status: 'disabled' }, 'bad', 'switched off'],
  ['elsewhere', ours, { ...there, url: 'https://old.example/x' }, 'bad', 'https://old.example/x instead of here'],
  ['gone', ours, { ...there, id: 'ed_3', url: 'https://old.example/x' }, 'bad', 'has no destination'],
  ['of the wrong accounts', ours, { ...there, isOf: ['own'] }, 'bad', 'wrong accounts'],
  ['that hears too little', ours, { ...there, events: there.events.slice(1) }, 'warning', 'v2.core.account.updated'],
  ['that hears all', ours, { ...there, events: ['*'] }, 'ok', url],
] as const)('a destination %s', (_name, expected, found, said, text) => {
  expect(verdict([expected], [found])).toEqual([said, expect.stringContaining(text)]);
});

test('of several the worst is told, once', () => {
  const other = { ...ours, url: `${url}2`, stripeEndpointId: 'ed_2' };
  const little = { ...there, events: ['v2.core.account.updated'] };
  expect(verdict([ours, other], [little, { ...there, id: 'ed_2', url: other.url, status: 'disabled' }])?.[0]).toBe(
    'bad',
  );
});

test('none is missed but where something is told by thin events alone, and what may not be listed is not known', () => {
  const asked = { destinations: undefined, expected: [{ ...ours, form: 'snapshot' as const }] };
  expect(ofThin({ ...asked, isNeeded: false })).toEqual([]);
  expect(ofThin({ ...asked, isNeeded: true })).toMatchObject([{ verdict: 'warning' }]);
  const refused = { said: 'no' as const, status: 403, text: 'No.' };
  expect(ofThin({ destinations: refused, expected: [ours], isNeeded: true })).toMatchObject([{ verdict: 'unknown' }]);
});
