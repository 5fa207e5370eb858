import { expect, test } from 'vitest';
import { createHeard } from './heard.ts';

test('while a server takes its time, a second try waits for the first, and sends nothing', async () => {
  const once = createHeard<string>();
  const { promise, resolve } = Promise.withResolvers<string>();
  const first = once('a', () => promise);
  const second = once('a', () => Promise.reject(new Error('a second mail')));
  resolve('taken');
  expect(await Promise.all([first, second])).toEqual(['taken', 'taken']);
});

test('what the server said is known until it is written down, however often that fails', async () => {
  const once = createHeard<string>();
  await once('a', async () => 'taken');
  expect(await once('a', () => Promise.reject(new Error('a second mail')))).toBe('taken');
  expect(await once('b', async () => 'never')).toBe('never');
});

test('a try that failed is made again', async () => {
  const once = createHeard<string>();
  await expect(once('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await once('a', async () => 'taken')).toBe('taken');
});

test('it does not grow for ever', async () => {
  const once = createHeard<string>();
  for (let i = 0; i <= 1000; i += 1) await once(`${i}`, async () => 'taken');
  expect(await once('0', async () => 'forgotten')).toBe('forgotten');
  expect(await once('1000', async () => 'forgotten')).toBe('taken');
});
