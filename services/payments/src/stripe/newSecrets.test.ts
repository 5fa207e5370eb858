import { expect, test } from 'vitest';
import { openNewSecrets } from './newSecrets.ts';

function opened() {
  let now_ms = 0;
  const secrets = openNewSecrets({ elapsed_ms: () => now_ms });
  const pass = (ms: number) => {
    now_ms += ms;
  };
  return { ...secrets, pass };
}

test('a secret is given away once', () => {
  const { keep, take } = opened();
  keep('pi_1', 'pi_1_secret_a');
  expect([take('pi_1'), take('pi_1'), take('pi_2')]).toEqual(['pi_1_secret_a', undefined, undefined]);
});

test('after a minute nobody gets it any more', () => {
  const { keep, take, pass } = opened();
  keep('pi_1', 'pi_1_secret_a');
  pass(60_000);
  expect(take('pi_1')).toBeUndefined();
});

test('of more than a thousand the eldest go', () => {
  const { keep, take } = opened();
  for (let at = 0; at <= 1_000; at += 1) keep(`pi_${at}`, `secret ${at}`);
  expect([take('pi_0'), take('pi_1'), take('pi_1000')]).toEqual([undefined, 'secret 1', 'secret 1000']);
});
