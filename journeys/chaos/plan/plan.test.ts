import { expect, test } from 'vitest';
import { processOf, victims } from './kills.ts';
import { ways } from './payments.ts';
import { planOf } from './plan.ts';
import { seeded } from './random.ts';
import { otherTroubles, refundTrouble, stripeTroubles } from './troubles.ts';

const town = { tenants: 3, customers: 2 };
const plan = (seed: string) => planOf(seed, { payments: 200, kills: 20 }, town);

test('a seed gives the same plan each time, and another seed another', () => {
  expect(plan('1')).toEqual(plan('1'));
  expect(plan('1')).not.toEqual(plan('2'));
});

test('the plan has every kill asked for, of every kind, over the whole time', () => {
  for (const seed of ['1', '2', '3', '4', '5']) {
    const { blows } = plan(seed);
    const dead = blows.flatMap((blow) => blow.victims);
    expect(dead).toHaveLength(20);
    expect(new Set(dead)).toEqual(new Set(victims));
    const thirds = blows.map(({ payment }) => Math.floor((payment * 3) / 200));
    expect(new Set(thirds)).toEqual(new Set([0, 1, 2]));
  }
});

test.each([
  ['other than Stripe’s for each kill', otherTroubles, 20],
  ['of Stripe’s for every other payment', stripeTroubles, 100],
])(
  'there is a trouble %s, of every kind, over the whole time; and none in a run without kills',
  (_of, kinds, count) => {
    for (const seed of ['1', '2', '3']) {
      const troubles = plan(seed).troubles.filter(({ kind }) => (kinds as readonly string[]).includes(kind));
      expect(troubles).toHaveLength(count);
      expect(new Set(troubles.map(({ kind }) => kind))).toEqual(new Set(kinds));
      expect(new Set(troubles.map(({ payment }) => Math.floor((payment * 3) / 200)))).toEqual(new Set([0, 1, 2]));
    }
    expect(planOf('1', { payments: 10, kills: 0 }, town).troubles).toEqual([]);
  },
);

test('of each payment of which money goes back the answer is lost, and nobody can look whether it went', () => {
  for (const seed of ['1', '2', '3']) {
    const { payments, troubles } = planOf(seed, { payments: 60, kills: 5 }, town);
    const back = payments.filter(({ way }) => way.startsWith('refund'));
    const of = troubles.filter(({ kind }) => kind === refundTrouble);
    expect(back.length).toBeGreaterThan(5);
    expect(of.map(({ payment }) => payment)).toEqual(back.map(({ index }) => index));
    expect(new Set(of.map(({ delay_ms }) => delay_ms))).toEqual(new Set([0]));
  }
});

test('two that die together are two processes, and over a few seeds it happens', () => {
  const pairs = ['1', '2', '3'].flatMap((seed) => plan(seed).blows.filter((blow) => blow.victims.length > 1));
  expect(pairs.length).toBeGreaterThan(2);
  for (const { victims: together } of pairs) expect(new Set(together.map(processOf)).size).toBe(together.length);
});

test('the plan has every payment asked for, in every way', () => {
  const { payments } = plan('7');
  expect(payments).toHaveLength(200);
  expect(new Set(payments.map(({ way }) => way))).toEqual(new Set(ways));
  expect(new Set(payments.map(({ tenant }) => tenant))).toEqual(new Set([0, 1, 2]));
});

test('numbers are even enough, and a shuffle keeps everything', () => {
  const random = seeded('even');
  const seen = Array.from({ length: 10_000 }, () => random.below(10));
  for (let digit = 0; digit < 10; digit += 1)
    expect(Math.abs(seen.filter((each) => each === digit).length - 1000)).toBeLessThan(150);
  expect(random.shuffled([1, 2, 3, 4]).sort()).toEqual([1, 2, 3, 4]);
});
