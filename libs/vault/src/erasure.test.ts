import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KeyRow, KeyStore } from './keyStore.ts';
import { memoryKeyStore } from './memoryKeyStore.ts';
import { asyncRefusal, pausingStore, platform, refusal, TTL_MS } from './testVault.ts';

const AT = new Date('2026-03-01T10:00:00Z');

describe('after a subject is erased', () => {
  test('nothing of it opens or seals, in keyrings handed out before and after', async () => {
    const { process } = platform();
    const vault = process();
    const before = await vault.ready('tenant', 'ada');
    const sealed = before.seal('f', 'r', 'secret');
    await vault.destroySubject('tenant', 'ada', AT);
    const after = await vault.ready('tenant', 'ada');
    for (const keyring of [before, after]) {
      expect(keyring.destroyed).toBe(true);
      expect(refusal(() => keyring.open('f', 'r', sealed))).toBe('destroyed');
      expect(refusal(() => keyring.seal('f', 'r', 'new'))).toBe('destroyed');
    }
  });

  test('a keyring refuses though its keys had long left the bounded cache', async () => {
    const vault = platform().process(1);
    const held = await vault.ready('tenant', 'ada');
    for (let other = 0; other < 20; other += 1) await vault.ready('tenant', `other ${other}`);
    await vault.destroySubject('tenant', 'ada', AT);
    expect(refusal(() => held.seal('f', 'r', 'new'))).toBe('destroyed');
  });

  test('no stored version has key bytes left, and all say when', async () => {
    const { process, store, pass } = platform();
    const vault = process();
    await vault.ready('tenant', 'ada');
    await vault.rotateTenant('tenant');
    pass(2 * TTL_MS);
    await vault.ready('tenant', 'ada');
    expect(await store.load('tenant', 'ada')).toHaveLength(2);
    await vault.destroySubject('tenant', 'ada', AT);
    await vault.destroySubject('tenant', 'ada', new Date('2027-01-01T00:00:00Z'));
    for (const row of await store.load('tenant', 'ada'))
      expect(row).toMatchObject({ wrapped: Buffer.alloc(0), destroyedAt: AT });
  });

  test('another process refuses no later than its cache time', async () => {
    const { process, pass } = platform();
    const here = process();
    const there = process();
    const elsewhere = await there.ready('tenant', 'ada');
    const sealed = elsewhere.seal('f', 'r', 'secret');
    await here.destroySubject('tenant', 'ada', AT);
    pass(TTL_MS);
    expect((await there.ready('tenant', 'ada')).destroyed).toBe(true);
    expect(refusal(() => elsewhere.open('f', 'r', sealed))).toBe('destroyed');
  });

  test('another process refuses at once when told to refresh', async () => {
    const { process } = platform();
    const there = process();
    const elsewhere = await there.ready('tenant', 'ada');
    await process().destroySubject('tenant', 'ada', AT);
    expect(elsewhere.destroyed).toBe(false);
    await there.refresh('tenant', 'ada');
    expect(elsewhere.destroyed).toBe(true);
  });

  test('a subject that never had a key gets none', async () => {
    const { process } = platform();
    await process().destroySubject('tenant', 'never seen', AT);
    expect((await process().ready('tenant', 'never seen')).destroyed).toBe(true);
  });

  test('other subjects, the tenant and its blind indexes go on', async () => {
    const vault = platform().process();
    const [ada, bob, own] = await Promise.all(['ada', 'bob', ''].map((subject) => vault.ready('tenant', subject)));
    const index = ada?.index('customer.email', 'a@example.com');
    await vault.destroySubject('tenant', 'ada', AT);
    for (const keyring of [bob, own])
      expect(keyring?.openText('f', 'r', keyring.seal('f', 'r', 'still'))).toBe('still');
    expect((await vault.ready('tenant', 'ada')).index('customer.email', 'a@example.com')).toEqual(index);
  });

  test('an empty subject is refused, so that a lost id cannot erase a tenant', async () => {
    const vault = platform().process();
    await expect(vault.destroySubject('tenant', '', AT)).rejects.toThrow(TypeError);
    expect((await vault.ready('tenant')).destroyed).toBe(false);
  });
});

test('after a tenant is erased nothing of it or its subjects opens, seals or is indexed', async () => {
  const { process } = platform();
  const vault = process();
  const before = await vault.ready('tenant', 'ada');
  const sealed = before.seal('f', 'r', 'secret');
  await vault.destroyTenant('tenant', AT);
  for (const keyring of [before, await vault.ready('tenant', 'ada'), await process().ready('tenant', 'ada')]) {
    expect(refusal(() => keyring.open('f', 'r', sealed))).toBe('destroyed');
    expect(refusal(() => keyring.index('f', 'value'))).toBe('destroyed');
  }
  expect((await vault.ready('tenant', 'unseen')).destroyed).toBe(true);
  expect(await asyncRefusal(vault.rotateTenant('tenant'))).toBe('destroyed');
});

test('keys that vanished from the store are reported, not silently made anew', async () => {
  const inner = memoryKeyStore();
  let emptied = false;
  const store: KeyStore = { ...inner, load: async (...key) => (emptied ? [] : inner.load(...key)) };
  const { process, pass } = platform(store);
  const vault = process();
  await vault.ready('tenant');
  emptied = true;
  pass(TTL_MS);
  expect(await asyncRefusal(vault.ready('tenant'))).toBe('unknown-version');
});

/** Every call waits its turn, before it acts and before it answers, in an order that the scheduler picks. */
function scheduledStore(scheduler: fc.Scheduler): KeyStore {
  const store = memoryKeyStore();
  const step = <T>(label: string, act: () => Promise<T>) =>
    scheduler
      .schedule(Promise.resolve(), label)
      .then(act)
      .then((result) => scheduler.schedule(Promise.resolve(result), `${label}, answer`));
  return {
    load: (tenant, subject) => step(`load ${subject}`, () => store.load(tenant, subject)),
    insert: (row: KeyRow) => step(`insert ${row.subject} ${row.version}`, () => store.insert(row)),
    destroy: (tenant, subject, at) => step(`destroy ${subject}`, () => store.destroy(tenant, subject, at)),
    rewrap: (row) => step('rewrap', () => store.rewrap(row)),
  };
}

describe('processes that meet', () => {
  test('end with the same key when they make it at once, in every order of their steps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const { process } = platform(scheduledStore(scheduler));
        const work = Promise.all([process(), process(), process()].map((vault) => vault.ready('tenant', 'ada')));
        await scheduler.waitFor(work);
        const keyrings = await work;
        for (const writer of keyrings) {
          const sealed = writer.seal('f', 'r', 'shared');
          for (const reader of keyrings) expect(reader.openText('f', 'r', sealed)).toBe('shared');
        }
        const indexes = keyrings.map((keyring) => keyring.index('f', 'v').toString('hex'));
        expect(new Set(indexes).size).toBe(1);
      }),
      { numRuns: 200 },
    );
  });

  test('leave no living key when one erases while others make and rotate it, in every order of their steps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, existsBefore) => {
        const store = scheduledStore(scheduler);
        const { process, pass } = platform(store);
        const [maker, eraser, rotator] = [process(), process(), process()];
        if (existsBefore) {
          await scheduler.waitFor(maker.ready('tenant', 'ada'));
          await scheduler.waitFor(rotator.rotateTenant('tenant'));
          pass(2 * TTL_MS);
        }
        const work = Promise.all([
          maker.ready('tenant', 'ada'),
          eraser.destroySubject('tenant', 'ada', AT),
          rotator.ready('tenant', 'ada'),
        ]);
        await scheduler.waitFor(work);
        pass(TTL_MS);
        const after = Promise.all([maker, eraser, rotator].map((vault) => vault.ready('tenant', 'ada')));
        await scheduler.waitFor(after);
        for (const keyring of await after) expect(keyring.destroyed).toBe(true);
        const stored = store.load('tenant', 'ada');
        await scheduler.waitFor(stored);
        for (const row of await stored) expect(row).toMatchObject({ wrapped: Buffer.alloc(0), destroyedAt: AT });
      }),
      { numRuns: 300 },
    );
  });

  test('a read that began before the erasure does not bring the key back', async () => {
    const { store, pauseNextLoad } = pausingStore();
    const { process, pass } = platform(store);
    const vault = process();
    await vault.ready('tenant', 'ada');
    pass(TTL_MS);
    await vault.ready('tenant'); // fresh, so that the next load is the subject's
    const { hasRead, resume } = pauseNextLoad();
    const late = vault.ready('tenant', 'ada');
    await hasRead;
    await vault.destroySubject('tenant', 'ada', AT);
    resume();
    expect((await late).destroyed).toBe(true);
  });
});
