import type { Random } from './random.ts';

/** What goes wrong at the mail server and at Xero on a bad day, without anything dying. */
export const troubleKinds = [
  'mail stored, connection dropped',
  'mail refused for a while',
  'Xero: too many calls this minute',
  'Xero: 503, maintenance',
  'Xero: 500 after it was done',
  'Xero: no answer after it was done',
  'Xero: connection broken after it was done',
  'Xero: tokens end, and the new ones are lost on their way',
] as const;
export type TroubleKind = (typeof troubleKinds)[number];

/** One moment of the plan: so long after a payment began, so many mails or calls fare like this. */
export type Trouble = { payment: number; delay_ms: number; kind: TroubleKind; times: number };

const mostTimes = 3;
/** While the mails and documents of the payment are still on their way. */
const latest_ms = 2_500;

/** So many troubles over so many payments, evenly spread over both the time and the kinds. */
export function planTroubles(random: Random, count: number, payments: number): Trouble[] {
  const dealt: TroubleKind[] = [];
  while (dealt.length < count) dealt.push(...random.shuffled(troubleKinds));
  return dealt.slice(0, count).map((kind, i) => ({
    payment: Math.floor(((i + random.next()) / count) * payments),
    delay_ms: random.below(latest_ms),
    kind,
    times: 1 + random.below(mostTimes),
  }));
}
