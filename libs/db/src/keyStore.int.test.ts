import { randomUUID } from 'node:crypto';
import { freshDatabase, type TestDatabase } from '@purser/testing';
import { masterKey, openVault, randomToken, type Vault, VaultError } from '@purser/vault';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, connect } from './connect.ts';
import { postgresKeyStore } from './keyStore.ts';

let database: TestDatabase;
const pools: Connection[] = [];
const at = new Date('2026-03-01T10:00:00Z');
const master = masterKey('k1', randomToken());
const ttl_ms = 1000;
const time = { now_ms: 1_000_000 };
const pass = (ms: number) => (time.now_ms += ms);

beforeAll(async () => {
  database = await freshDatabase();
  for (let each = 0; each < 3; each += 1)
    pools.push(connect({ url: database.url('directory', 'relay'), max: 4, name: `process ${each}` }));
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.close()));
  await database?.drop();
});

/** A process of the service: a pool and a cache of its own. */
function process(index: number, masters = [master]): Vault {
  return openVault({ masters, store: store(index), cacheTtl_ms: ttl_ms, now_ms: () => time.now_ms });
}

function store(index: number) {
  const pool = pools[index];
  if (!pool) throw new Error(`there is no process ${index}`);
  return postgresKeyStore(pool.sql);
}

const rounds = Array.from({ length: 12 }, (_, round) => round);

test('processes that make a key at once end with the same one', async () => {
  const tenant = randomUUID();
  const vaults = [process(0), process(1), process(2)];
  for (const round of rounds) {
    const subject = `${round}`;
    const rings = await Promise.all(vaults.flatMap((vault) => [vault.ready(tenant, subject), vault.ready(tenant)]));
    const [writer] = rings;
    const sealed = writer?.seal('f', 'r', 'shared');
    for (const reader of rings.filter((ring) => ring.subject === subject))
      expect(reader.openText('f', 'r', sealed ?? Buffer.alloc(0))).toBe('shared');
    expect(await store(0).load(tenant, subject)).toHaveLength(1);
  }
});

test('an erasure leaves no living key while other processes make, use and rotate it', async () => {
  for (const round of rounds) {
    const [tenant, subject] = [randomUUID(), randomUUID()];
    const [maker, eraser, rotator] = [process(0), process(1), process(2)];
    if (round % 2 === 0) {
      await maker.ready(tenant, subject);
      await rotator.rotateTenant(tenant);
      pass(2 * ttl_ms);
    }
    await Promise.all([
      maker.ready(tenant, subject),
      eraser.destroySubject(tenant, subject, at),
      rotator.rotateTenant(tenant),
      rotator.ready(tenant, subject),
    ]);
    pass(ttl_ms);
    for (const vault of [maker, eraser, rotator]) expect((await vault.ready(tenant, subject)).destroyed).toBe(true);
    const rows = await store(0).load(tenant, subject);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toMatchObject({ wrapped: Buffer.alloc(0), destroyedAt: at });
  }
});

test('what was sealed before and during rotations by several processes opens in all of them afterwards', async () => {
  const [tenant, subject] = [randomUUID(), randomUUID()];
  const vaults = [process(0), process(1)];
  const sealed: Buffer[] = [];
  for (const round of rounds) {
    const rings = await Promise.all(vaults.map((vault) => vault.ready(tenant, subject)));
    sealed.push(...rings.map((ring) => ring.seal('f', `${round}`, `word ${round}`)));
    await Promise.all(vaults.map((vault) => vault.rotateTenant(tenant)));
    pass(2 * ttl_ms);
  }
  const versions = (await store(0).load(tenant, '')).map(({ version }) => version);
  expect(versions).toEqual(versions.map((_, i) => i + 1));
  expect(versions.length).toBeGreaterThan(rounds.length / 2);
  for (const vault of [...vaults, process(2)]) {
    const ring = await vault.ready(tenant, subject);
    for (const [i, blob] of sealed.entries()) {
      const round = Math.floor(i / vaults.length);
      expect(ring.openText('f', `${round}`, blob)).toBe(`word ${round}`);
    }
  }
});

test('a new master key takes over while others still use the old one, which then may go', async () => {
  const tenant = randomUUID();
  const next = masterKey('k2', randomToken());
  const old = process(0);
  const sealed = (await old.ready(tenant)).seal('f', 'r', 'kept');
  const both = process(1, [next, master]);
  const [{ rewrapped }] = await Promise.all([both.rewrapAll([tenant]), old.ready(tenant, 'someone')]);
  expect(rewrapped).toBe(1);
  expect(await both.rewrapAll([tenant])).toEqual({ rewrapped: 0 });
  const alone = process(2, [next]);
  expect((await alone.ready(tenant)).openText('f', 'r', sealed)).toBe('kept');
  await expect(process(2, [master]).ready(tenant)).rejects.toThrow(VaultError);
});

test('rewrapping does not bring back a key that was destroyed meanwhile', async () => {
  const tenant = randomUUID();
  await process(0).ready(tenant);
  const [row] = await store(0).load(tenant, '');
  await process(1).destroyTenant(tenant, at);
  await store(2).rewrap({ ...row!, wrapped: Buffer.from('alive') });
  expect(await store(0).load(tenant, '')).toMatchObject([{ wrapped: Buffer.alloc(0), destroyedAt: at }]);
});

test('a version is stored once, and the first stands', async () => {
  const row = { tenant: randomUUID(), subject: '', version: 1, masterId: 'k1', destroyedAt: null };
  expect(await store(0).insert({ ...row, wrapped: Buffer.from('first') })).toBe(true);
  expect(await store(1).insert({ ...row, wrapped: Buffer.from('second') })).toBe(false);
  expect(await store(2).load(row.tenant, '')).toEqual([{ ...row, wrapped: Buffer.from('first') }]);
});
