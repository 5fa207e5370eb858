import type { PlannedPayment, Way } from './payments.ts';
import type { Random } from './random.ts';

/** What goes wrong at the mail server and at Xero on a bad day, without anything dying. */
export const otherTroubles = [
  'mail stored, connection dropped',
  'mail refused for a while',
  'Xero: too many calls this minute',
  'Xero: 503, maintenance',
  'Xero: 500 after it was done',
  'Xero: no answer after it was done',
  'Xero: connection broken after it was done',
  'Xero: tokens end, and the new ones are lost on their way',
] as const;

/** The same of Stripe, whose answers are lost far more often here than anywhere. */
export const stripeTroubles = [
  'Stripe: no answer, and it was done',
  'Stripe: connection broken after it was done',
  'Stripe: connection broken before anything was done',
  'Stripe: the answer is cut in two, and it was done',
  'Stripe: 500 after it was done',
  'Stripe: 500, not to be tried again',
  'Stripe: 500, to be tried again',
  'Stripe: 409, locked by somebody else',
  'Stripe: 429, too many calls',
  'Stripe: 503 to whoever looks',
] as const;
/** What only one key for ever saves from going back twice: neither the answer comes, nor can it be looked whether it was done. */
export const refundTrouble = 'Stripe: a refund was made, and is neither told nor found';
export const troubleKinds = [...otherTroubles, ...stripeTroubles, refundTrouble] as const;
export type TroubleKind = (typeof troubleKinds)[number];

/** One moment of the plan: so long after a payment began, so many mails or calls fare like this. */
export type Trouble = {
  payment: number;
  delay_ms: number;
  kind: TroubleKind;
  times: number;
  /** What is done at Stripe that fares so; anything unless told. */
  doing?: string;
};

/** What changes something at Stripe: the rarer of these would hardly be hit by what comes to anything. */
const doings = [
  '/v1/*',
  '/v1/customers',
  '/v1/payment_intents',
  '/v1/payment_intents/*/confirm',
  '/v1/payment_intents/*/cancel',
  '/v1/refunds',
  '/v1/disputes/*',
  '/v1/setup_intents',
] as const;

/** Of what is not met with at once something is left lying for whoever comes next: more of it would outlast any patience. */
const mostBack = 12;

/** For payments of which money is sent back, before it is; evenly spread over them. */
export function planRefundTroubles(payments: readonly PlannedPayment[]): Trouble[] {
  const wanted = payments.filter(({ way }) => waysBack.has(way));
  const every = Math.ceil(wanted.length / mostBack);
  const met = wanted.filter((_one, at) => at % every === 0);
  return met.map(({ index }) => ({ payment: index, delay_ms: 0, kind: refundTrouble, times: 1 }));
}
const waysBack: ReadonlySet<Way> = new Set(['refundedInPart', 'refundedWhole', 'refundFails']);

const mostTimes = 3;
/** While the mails and documents of the payment are still on their way. */
const latest_ms = 2_500;

/** So many troubles of some kinds over so many payments, evenly spread over both the time and the kinds. */
export function planTroubles(
  random: Random,
  { count, payments, kinds }: { count: number; payments: number; kinds: readonly TroubleKind[] },
): Trouble[] {
  const dealt: TroubleKind[] = [];
  while (dealt.length < count) dealt.push(...random.shuffled(kinds));
  return dealt.slice(0, count).map((kind, i) => ({
    payment: Math.floor(((i + random.next()) / count) * payments),
    delay_ms: random.below(latest_ms),
    kind,
    times: 1 + random.below(mostTimes),
    ...((stripeTroubles as readonly string[]).includes(kind) && { doing: random.pick(doings) }),
  }));
}
