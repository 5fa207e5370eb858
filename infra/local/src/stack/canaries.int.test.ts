import { connect } from '@purser/db';
import { freshDatabase, type TestDatabase } from '@purser/testing';
import { randomToken } from '@purser/vault';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkKeys, keepCanaries } from './canaries.ts';
import { growKeys, type Keys, makeKeys } from './keys.ts';
import { Refusal } from './refusal.ts';

let database: TestDatabase;
const keys = makeKeys(['invoicing', 'payments'], ['gateway']);
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const check = (given: Keys) => checkKeys(database.adminUrl, given, '/data/keys.json');

test('any keys will do for a database that keeps no canary', () => check(keys));

test('a database opens for the keys whose canaries it keeps', async () => {
  await keepCanaries(database.adminUrl, keys);
  await check(keys);
});

test.each([
  ['a master key', { ...keys, masters: { ...keys.masters, payments: randomToken() } }, /the key of payments/],
  ['the wire key', { ...keys, wire: randomToken() }, /the key of wire/],
  ['all keys', makeKeys(['invoicing', 'payments'], ['gateway']), /does not belong to this data/],
])('another stack’s %s is refused, in words that name the file', async (_which, wrong, words) => {
  await expect(check(wrong)).rejects.toThrow(words);
  await expect(check(wrong)).rejects.toThrow('/data/keys.json');
  await expect(check(wrong)).rejects.toBeInstanceOf(Refusal);
});

test('a file that lacks the key of a service with data is refused', async () => {
  const { payments: _lost, ...masters } = keys.masters;
  await expect(check({ ...keys, masters })).rejects.toThrow(/lacks the key of payments/);
});

test('a canary is never replaced, so that a wrong key stays wrong', async () => {
  await keepCanaries(database.adminUrl, makeKeys(['invoicing', 'payments'], []));
  await check(keys);
});

test('a new service’s key is taken, and held to from then on', async () => {
  const grown = growKeys(keys, ['licensing'], []);
  await check(grown);
  await keepCanaries(database.adminUrl, grown);
  await expect(check({ ...grown, masters: { ...grown.masters, licensing: randomToken() } })).rejects.toThrow(
    /licensing/,
  );
});

test('no key is kept in clear text', async () => {
  const owner = connect({ url: database.adminUrl, max: 1, name: 'test' });
  const rows = await owner.sql<{ sealed: Buffer }[]>`select sealed from stack.canaries`;
  await owner.close();
  const all = Buffer.concat(rows.map(({ sealed }) => sealed));
  for (const key of [...Object.values(keys.masters), keys.wire])
    for (const form of [Buffer.from(key), Buffer.from(key, 'base64url')]) expect(all.includes(form)).toBe(false);
});
