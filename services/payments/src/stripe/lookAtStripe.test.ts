import { expect, test } from 'vitest';
import { whoseIs } from './lookAtStripe.ts';

const refused = (status: number, text: string) => whoseIs({ said: 'no', status, text });

test('an account is known by its own word, or by what refuses a restricted key', () => {
  expect(whoseIs({ said: 'yes', value: { id: 'acct_1ABCDEFGH', name: 'A' } })).toMatchObject({ id: 'acct_1ABCDEFGH' });
  const text =
    "The provided key 'rk_test_*********0000' does not have the required permissions for this endpoint on account 'acct_1ABCDEFGH'.";
  expect(refused(403, text)).toEqual({ id: 'acct_1ABCDEFGH', name: null });
  expect(refused(403, 'Not allowed.')).toBeNull();
  expect(refused(401, text)).toBeNull();
});
