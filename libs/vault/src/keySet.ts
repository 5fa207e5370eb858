import type { KeyObject } from 'node:crypto';
import { deriveKey } from './deriveKey.ts';
import { tuple } from './tuple.ts';
import { VaultError } from './vaultError.ts';
import type { PlainKey } from './wrapping.ts';

type Version = PlainKey & { sealing: KeyObject };

/**
 * The unwrapped keys of one tenant or subject. A process holds one KeySet for each, shared by all its keyrings, so that
 * destruction and rotation reach keyrings that are already in somebody's hands.
 */
export class KeySet {
  readonly tenant: string;
  readonly subject: string;
  /** Associated data that all blobs of this set share. */
  readonly context: Buffer;
  /** Machine time of the last read from the store. */
  loadedAt_ms = Number.NEGATIVE_INFINITY;
  #versions: readonly Version[] = []; // newest first
  #destroyed = false;
  readonly #indexKeys = new Map<string, KeyObject>(); // by field; fields are named in code, so they are few

  constructor(tenant: string, subject: string) {
    this.tenant = tenant;
    this.subject = subject;
    this.context = tuple('seal', tenant, subject);
  }

  get destroyed(): boolean {
    return this.#destroyed;
  }

  get newest(): PlainKey | undefined {
    return this.#versions[0];
  }

  /** Takes what the store holds now. A destroyed set stays destroyed, whatever an older read brings. */
  adopt(keys: readonly PlainKey[], loadedAt_ms: number): void {
    if (this.#destroyed) return;
    this.#versions = keys
      .map((key) => this.version(key.version) ?? { ...key, sealing: deriveKey(key.secret, 'seal') })
      .sort((a, b) => b.version - a.version);
    this.loadedAt_ms = loadedAt_ms;
  }

  /** Lets go of all key bytes. */
  destroy(): void {
    this.#destroyed = true;
    this.#versions = [];
    this.#indexKeys.clear();
  }

  version(version: number): Version | undefined {
    return this.#versions.find((key) => key.version === version);
  }

  /**
   * The newest version that every process can already open: a version is written with once it is `settle_ms` old, so that
   * the caches of other processes have met it by then. The oldest needs no wait, nobody ever cached a set without it.
   */
  writing(now_ms: () => number, settle_ms: number): Version {
    const [newest, ...older] = this.#versions;
    if (newest === undefined) throw new VaultError('destroyed', `${this.name} has no key`);
    if (older.length === 0) return newest;
    const settled = now_ms() - settle_ms;
    return this.#versions.find((key) => key.madeAt_ms <= settled) ?? older.at(-1) ?? newest;
  }

  /**
   * The blind index key of a field, from the first version of a tenant's key: stored indexes must outlive rotation.
   * Only meaningful on a tenant's own set.
   */
  indexKey(field: string): KeyObject {
    const known = this.#indexKeys.get(field);
    if (known !== undefined) return known;
    const first = this.version(1);
    if (first === undefined) throw new VaultError('unknown-version', `${this.name} has no first key to index with`);
    const key = deriveKey(first.secret, 'index', field);
    this.#indexKeys.set(field, key);
    return key;
  }

  get name(): string {
    return `tenant ${this.tenant}${this.subject === '' ? '' : `, subject ${this.subject}`}`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `KeySet(${this.name})`;
  }
}
