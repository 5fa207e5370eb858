import { isId, newId } from '@purser/message';
import { expect, test } from 'vitest';
import { derivedId } from './ask.ts';

test('what follows from a message has the same id each time, another for another name or message', () => {
  const [one, two] = [newId(), newId()];
  const ids = [derivedId(one, 'a.b'), derivedId(one, 'a.c'), derivedId(two, 'a.b')];
  expect(derivedId(one, 'a.b')).toBe(ids[0]);
  expect(new Set(ids).size).toBe(3);
  for (const id of ids) {
    expect(isId(id)).toBe(true);
    expect(id).toMatch(/^.{14}8.{4}[89ab]/);
  }
});
