import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStack, type Stack } from '../bench/stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await openStack();
});
afterAll(() => stack?.stop());

test('a service whose starter is gone finishes what it has in hand and leaves', async () => {
  const directory = await stack.service('directory');
  expect(await (await fetch(`http://127.0.0.1:${directory.port}/readyz`)).json()).toEqual({ directory: true });
  expect(await directory.letGo()).toBe(0);
  await expect(fetch(`http://127.0.0.1:${directory.port}/readyz`)).rejects.toThrow();
}, 60_000);
