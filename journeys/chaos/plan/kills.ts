import type { Random } from './random.ts';

/** What can be killed. A store that is wiped or emptied comes back with nothing in it. */
export const victims = [
  'edge',
  'work',
  'PostgreSQL',
  'NATS',
  'Redis',
  'sandbox',
  'NATS, store wiped',
  'Redis, emptied',
] as const;
export type Victim = (typeof victims)[number];

/** Which process a victim is. */
export function processOf(victim: Victim): string {
  return victim.split(',')[0] ?? victim;
}

/** One moment of the plan: so long after a payment began, these die together. */
export type Blow = { payment: number; delay_ms: number; victims: Victim[] };

/** The platform's own processes die more often than what they stand on. */
const deck: readonly Victim[] = [...victims, 'edge', 'work'];
const twoAtOnce = 0.25;
/** While the payment, or what it brought about, is still under way. */
const latest_ms = 1_500;

type Wanted = { kills: number; payments: number; among: readonly Victim[] };

/** So many deaths over so many payments: evenly spread over both the time and the kinds, now and then two at once. */
export function planKills(random: Random, { kills, payments, among }: Wanted): Blow[] {
  const dealt: Victim[] = [];
  while (dealt.length < kills) dealt.push(...random.shuffled(deck.filter((victim) => among.includes(victim))));
  const groups: Victim[][] = [];
  for (const victim of dealt.slice(0, kills)) {
    const last = groups.at(-1);
    if (last?.length === 1 && last.every((one) => processOf(one) !== processOf(victim)) && random.chance(twoAtOnce))
      last.push(victim);
    else groups.push([victim]);
  }
  return groups.map((together, i) => ({
    payment: Math.floor(((i + random.next()) / groups.length) * payments),
    delay_ms: random.below(latest_ms),
    victims: together,
  }));
}
