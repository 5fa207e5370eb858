import { expect, test } from 'vitest';
import { openPace, paceHeaders } from '../src/identity/pace.ts';

function paceAt(most: number) {
  let now = 5_000;
  const pace = openPace({ clock: { elapsed_ms: () => now }, most });
  return { pace, pass: (ms: number) => (now += ms) };
}

test('a caller has so many requests a minute, and no other caller pays for it', () => {
  const { pace } = paceAt(2);
  expect([pace.take('a'), pace.take('a'), pace.take('a')].map(({ isOver }) => isOver)).toEqual([false, false, true]);
  expect(pace.take('b')).toEqual({ most: 2, left: 1, reset_s: 60, isOver: false });
});

test('with the next minute it begins anew, however late it is noticed', () => {
  const { pace, pass } = paceAt(1);
  pace.take('a');
  pass(59_999);
  expect(pace.take('a')).toMatchObject({ isOver: true, reset_s: 1 });
  pass(1);
  expect(pace.take('a')).toMatchObject({ isOver: false, reset_s: 60 });
  pass(90_000);
  expect(pace.take('a')).toMatchObject({ isOver: false, reset_s: 30 });
});

test('a flood of new callers does not grow without bound, and does not free the one who counts now', () => {
  const { pace } = paceAt(1);
  for (let at = 0; at < 50_001; at++) pace.take(`caller ${at}`);
  expect(pace.take('caller 50000').isOver).toBe(true);
  expect(pace.take('caller 0').isOver).toBe(false);
});

test('the headers say what is left and until when', () => {
  expect(paceHeaders({ most: 3000, left: 12, reset_s: 7, isOver: false })).toEqual({
    'ratelimit-policy': '"minute";q=3000;w=60',
    ratelimit: '"minute";r=12;t=7',
  });
});
