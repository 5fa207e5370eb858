import { expect, test } from 'vitest';
import { ofPermissions, permissionIn, permissions } from './permissions.ts';

const refusal = (permission: string) =>
  `The provided key 'rk_test_***abcd' does not have the required permissions for this endpoint on account 'acct_1'. Having the '${permission}' permission would allow this request to continue.`;

test.each(permissions.map(({ key, name, level }) => [key, `${name}: ${level}`]))('%s is told as %s', (key, words) => {
  expect(permissionIn(refusal(key))).toBe(words);
});

test('a permission that nobody knows is told as Stripe calls it, and none as none', () => {
  expect(permissionIn(refusal('rak_moonlight_write'))).toBe('rak_moonlight_write');
  expect(permissionIn('This is a restricted API key.')).toBeUndefined();
});

test('each permission has a verdict of its own, in words; without restrictions there is none', () => {
  expect(ofPermissions([])).toEqual([]);
  const verdicts = ofPermissions(permissions.map(({ item }) => ({ item, granted: false })));
  expect(new Set(verdicts.map(({ item }) => item)).size).toBe(permissions.length);
  for (const [at, { name, level, key, vital }] of permissions.entries())
    expect(verdicts[at]).toMatchObject({
      verdict: vital ? 'bad' : 'warning',
      text: expect.stringContaining(`“${name}: ${level}” (${key})`),
    });
});
