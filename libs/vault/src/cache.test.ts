import { describe, expect, test } from 'vitest';
import type { KeyStore } from './keyStore.ts';
import { Lru } from './lru.ts';
import { memoryKeyStore } from './memoryKeyStore.ts';
import { pausingStore, platform, TTL_MS } from './testVault.ts';

function countingStore(): { store: KeyStore; loads: () => number } {
  const inner = memoryKeyStore();
  let loads = 0;
  const load: KeyStore['load'] = (tenant, subject) => {
    loads += 1;
    return inner.load(tenant, subject);
  };
  return { store: { ...inner, load }, loads: () => loads };
}

describe('cached keys', () => {
  test('are read once however many ask at the same time', async () => {
    const { store, loads } = countingStore();
    const vault = platform(store).process();
    await Promise.all(Array.from({ length: 100 }, () => vault.ready('tenant', 'ada')));
    expect(loads()).toBe(4); // tenant and subject: found missing, read back
  });

  test('are read again after the cache time, and not before', async () => {
    const { store, loads } = countingStore();
    const { process, pass } = platform(store);
    const vault = process();
    await vault.ready('tenant');
    const before = loads();
    pass(TTL_MS - 1);
    await vault.ready('tenant');
    expect(loads()).toBe(before);
    pass(1);
    await vault.ready('tenant');
    expect(loads()).toBe(before + 1);
  });

  test('are read again when the clock was set back, which must not lengthen their time', async () => {
    const { store, loads } = countingStore();
    const { process, pass } = platform(store);
    const vault = process();
    await vault.ready('tenant');
    const before = loads();
    pass(-1);
    await vault.ready('tenant');
    expect(loads()).toBe(before + 1);
  });

  test('are bounded in number, and those used last stay', async () => {
    const { store, loads } = countingStore();
    const vault = platform(store).process(3);
    await vault.ready('tenant', 'ada');
    for (let other = 0; other < 50; other += 1) {
      await vault.ready('tenant', `other ${other}`);
      const before = loads();
      await vault.ready('tenant', 'ada');
      expect(loads()).toBe(before);
    }
    const before = loads();
    await vault.ready('tenant', 'other 0');
    expect(loads()).toBe(before + 1);
  });

  test('are read anew by a refresh that begins during an older read', async () => {
    const { store, pauseNextLoad } = pausingStore();
    const { process, pass } = platform(store);
    const vault = process();
    await vault.ready('tenant');
    pass(TTL_MS);
    const { hasRead, resume } = pauseNextLoad();
    const older = vault.ready('tenant');
    await hasRead;
    await process().destroyTenant('tenant', new Date(0));
    const refreshed = vault.refresh('tenant');
    resume();
    await older;
    expect((await refreshed).destroyed).toBe(true);
  });

  test('a failed read reaches everyone who waited, and the next one tries again', async () => {
    const inner = memoryKeyStore();
    let isDown = true;
    const store: KeyStore = {
      ...inner,
      load: async (...key) => {
        if (isDown) throw new Error('database down');
        return inner.load(...key);
      },
    };
    const vault = platform(store).process();
    const outcomes = await Promise.allSettled([vault.ready('tenant'), vault.ready('tenant')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isDown = false;
    expect((await vault.ready('tenant')).destroyed).toBe(false);
  });

  test('a store that does not read its own writes is reported instead of asked for ever', async () => {
    const store: KeyStore = { ...memoryKeyStore(), load: async () => [] };
    await expect(platform(store).process().ready('tenant')).rejects.toThrow('do not settle');
    await expect(platform(store).process().destroySubject('tenant', 'ada', new Date(0))).rejects.toThrow(
      'do not settle',
    );
  });
});

test('Lru holds no more than its limit', () => {
  const lru = new Lru<number>(3);
  for (let at = 0; at < 10; at += 1) lru.set(String(at), at);
  expect(lru.size).toBe(3);
  expect([lru.get('6'), lru.get('7'), lru.get('9')]).toEqual([undefined, 7, 9]);
});
