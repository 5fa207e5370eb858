import { expect, test } from 'vitest';
import { fates, lifeOf, seedsFrom } from './plan.ts';

test('a seed gives the same life each time, and another seed another', () => {
  expect(lifeOf('1')).toEqual(lifeOf('1'));
  expect(lifeOf('1').bills).not.toEqual(lifeOf('2').bills);
});

test('the lives of every run have every fate, a payout that arrives, one that fails, and weather in which nothing is heard', () => {
  const lives = seedsFrom({}).map(lifeOf);
  expect(new Set(lives.flatMap(({ bills }) => bills.map(({ fate }) => fate)))).toEqual(new Set(fates));
  expect(new Set(lives.map(({ payout }) => payout))).toEqual(new Set(['paid', 'failed']));
  expect(lives.some(({ weather }) => weather.drop === 1)).toBe(true);
  expect(lives.some(({ weather }) => weather.drop < 1 && weather.duplicate > 0 && weather.shuffle_ms > 0)).toBe(true);
});

test('one life is named, or more are asked for', () => {
  expect(seedsFrom({ PURSER_LIFE: '17' })).toEqual(['17']);
  expect(seedsFrom({ PURSER_LIVES: '5' })).toEqual([...seedsFrom({}), '1', '2']);
});
