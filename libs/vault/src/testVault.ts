import type { KeyStore } from './keyStore.ts';
import { masterKey } from './masterKey.ts';
import { memoryKeyStore } from './memoryKeyStore.ts';
import { randomToken } from './token.ts';
import { openVault, type Vault } from './vault.ts';
import { VaultError, type VaultErrorCode } from './vaultError.ts';

export const TTL_MS = 1000;

/** Processes of one service: vaults over one store and one master key, and a clock that the test moves. */
export function platform(store: KeyStore = memoryKeyStore()) {
  const time = { now_ms: 1_000_000 };
  const master = masterKey('test', randomToken());
  const process = (cacheLimit?: number): Vault =>
    openVault({
      masters: [master],
      store,
      cacheTtl_ms: TTL_MS,
      now_ms: () => time.now_ms,
      ...(cacheLimit !== undefined && { cacheLimit }),
    });
  return { store, master, process, pass: (ms: number) => (time.now_ms += ms) };
}

/** A store whose next load, once told to pause, has read its rows but answers only after `resume`. */
export function pausingStore() {
  const inner = memoryKeyStore();
  let pause: { hasRead: () => void; resumed: Promise<void> } | undefined;
  const load: KeyStore['load'] = async (tenant, subject) => {
    const paused = pause;
    pause = undefined;
    const rows = await inner.load(tenant, subject);
    paused?.hasRead();
    await paused?.resumed;
    return rows;
  };
  return {
    store: { ...inner, load },
    pauseNextLoad() {
      const hasRead = Promise.withResolvers<void>();
      const resumed = Promise.withResolvers<void>();
      pause = { hasRead: hasRead.resolve, resumed: resumed.promise };
      return { hasRead: hasRead.promise, resume: resumed.resolve };
    },
  };
}

/** The code with which the operation is refused; undefined when it succeeds. */
export function refusal(operation: () => unknown): VaultErrorCode | undefined {
  try {
    operation();
    return undefined;
  } catch (error) {
    if (error instanceof VaultError) return error.code;
    throw error;
  }
}

export async function asyncRefusal(operation: Promise<unknown>): Promise<VaultErrorCode | undefined> {
  const [outcome] = await Promise.allSettled([operation]);
  return refusal(() => {
    if (outcome.status === 'rejected') throw outcome.reason;
  });
}
