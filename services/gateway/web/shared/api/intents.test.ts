import { expect, test } from 'vitest';
import { openIntents } from './intents.ts';

function shelfOf() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}

function keys() {
  let count = 0;
  return () => {
    count += 1;
    return `key-${count}`;
  };
}

const body = { amount: 1200, reference: 'ACME 7731' };

test('pressing again after a failure sends the same key', async () => {
  const intents = openIntents(shelfOf(), keys());
  const first = await intents.keyOf('recordPayment inv_1', body);
  expect(await intents.keyOf('recordPayment inv_1', body)).toBe(first);
});

test('two presses at the same moment send one key', async () => {
  const intents = openIntents(shelfOf(), keys());
  const [first, second] = await Promise.all([intents.keyOf('issue inv_1', body), intents.keyOf('issue inv_1', body)]);
  expect(second).toBe(first);
});

test('what was done for good is not repeated: the next press has a key of its own', async () => {
  const intents = openIntents(shelfOf(), keys());
  const first = await intents.keyOf('recordPayment inv_1', body);
  intents.close('recordPayment inv_1');
  expect(await intents.keyOf('recordPayment inv_1', body)).not.toBe(first);
});

test('a changed input is another intent', async () => {
  const intents = openIntents(shelfOf(), keys());
  const first = await intents.keyOf('recordPayment inv_1', body);
  expect(await intents.keyOf('recordPayment inv_1', { ...body, amount: 1300 })).not.toBe(first);
});

test('the same act on another object has another key', async () => {
  const intents = openIntents(shelfOf(), keys());
  const first = await intents.keyOf('issue inv_1', body);
  expect(await intents.keyOf('issue inv_2', body)).not.toBe(first);
});

test('a reload before the answer came keeps the key', async () => {
  const shelf = shelfOf();
  const first = await openIntents(shelf, keys()).keyOf('recordPayment inv_1', body);
  const afterReload = openIntents(shelf, () => 'a new key');
  expect(await afterReload.keyOf('recordPayment inv_1', body)).toBe(first);
});

test('nothing of the input is kept in the browser', async () => {
  const shelf = shelfOf();
  await openIntents(shelf, keys()).keyOf('recordPayment inv_1', body);
  expect([...shelf.kept].join(' ')).not.toContain('ACME');
});
