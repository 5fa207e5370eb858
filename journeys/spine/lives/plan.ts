import { type Random, seeded } from '../../chaos/plan/random.ts';

/** What becomes of an invoice. */
export const fates = [
  'paid',
  'declinedThenPaid',
  'partPaid',
  'paidInParts',
  'refundedInPart',
  'refundedWhole',
  'refundFails',
  'refundedAtStripe',
  'disputeWon',
  'disputeLost',
  'voidRefused',
  'voided',
  'cardOnFile',
  'autopaid',
  'autopayRefused',
] as const;
export type Fate = (typeof fates)[number];

/** How badly Stripe's events fare: the sandbox's own words. */
type Weather = { drop: number; duplicate: number; copies: number; shuffle_ms: number };

export type Life = {
  seed: string;
  /** `share`: how much of it is paid, or given back, where it is a part; in percent. */
  bills: { fate: Fate; share: number }[];
  /** What becomes of what is then sent to the bank. */
  payout: 'none' | 'paid' | 'failed';
  weather: Weather;
};

const billsOfALife = 6;

/** A life of several invoices that follows from its seed: the same one on any machine. */
export function lifeOf(seed: string): Life {
  const random = seeded(`life ${seed}`);
  const dealt = random.shuffled(fates).slice(0, billsOfALife);
  return {
    seed,
    bills: dealt.map((fate) => ({ fate, share: 20 + random.below(60) })),
    payout: random.pick(['none', 'paid', 'failed']),
    weather: weatherOf(random),
  };
}

/** In every third life nothing is heard at all. */
function weatherOf(random: Random): Weather {
  const drop = random.chance(1 / 3) ? 1 : 0.2 + random.next() * 0.6;
  return { drop, duplicate: random.next() * 0.5, copies: 2 + random.below(3), shuffle_ms: random.below(500) };
}

/**
 * Which lives are lived: PURSER_LIFE names one, by the seed that was printed; PURSER_LIVES says how many, after those of every run.
 */
export function seedsFrom(env: Record<string, string | undefined>): string[] {
  if (env.PURSER_LIFE) return [env.PURSER_LIFE];
  const usual = ['m', 'r1', 'e2'];
  const more = Math.max(0, Number(env.PURSER_LIVES ?? 0) - usual.length);
  return [...usual, ...Array.from({ length: more }, (_, at) => String(at + 1))];
}
