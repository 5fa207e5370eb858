import { createHmac } from 'node:crypto';
import { blobKeyVersion, openBlob, sealBlob } from './blob.ts';
import type { KeySet } from './keySet.ts';
import { tuple } from './tuple.ts';
import { VaultError } from './vaultError.ts';

/**
 * The keys of one tenant or data subject, ready for synchronous use. Ask `vault.ready` for it once per unit of work (it is
 * cached) and do not keep it: erasure and rotation by other processes reach it when it is asked for again.
 */
export interface Keyring {
  readonly tenant: string;
  /** '' for the tenant's own keys. */
  readonly subject: string;
  /** True once the subject (or its whole tenant) has been erased: `seal` and `open` refuse with `destroyed`. */
  readonly destroyed: boolean;
  /**
   * Encrypts with AES-256-GCM, bound to tenant, subject, field, row and key version; 33 bytes longer than the UTF-8 of `plain`.
   * @param field a stable logical name, `customer.email`; it must outlive renamed tables and columns
   * @param rowId the id of the row (or message), made in the app before the insert
   */
  seal(field: string, rowId: string, plain: string | Uint8Array): Buffer;
  /** Throws VaultError `destroyed`, `bad-blob`, `unknown-version` or `tampered`. */
  open(field: string, rowId: string, sealed: Uint8Array): Buffer;
  /** `open`, as UTF-8 text. */
  openText(field: string, rowId: string, sealed: Uint8Array): string;
  /**
   * Blind index: 32 bytes of HMAC-SHA256 under a key of this tenant and field. Equal values give equal indexes, whoever the
   * subject and whatever the key version; so normalise first, never index values that can be guessed through (a postcode,
   * a yes or no), and clear the stored index when the subject is erased, because this key lives on.
   */
  index(field: string, value: string): Buffer;
}

type Options = { keys: KeySet; tenantKeys: KeySet; now_ms: () => number; settle_ms: number };

export class SealingKeyring implements Keyring {
  readonly #keys: KeySet;
  readonly #tenantKeys: KeySet;
  readonly #now_ms: () => number;
  readonly #settle_ms: number;

  constructor({ keys, tenantKeys, now_ms, settle_ms }: Options) {
    this.#keys = keys;
    this.#tenantKeys = tenantKeys;
    this.#now_ms = now_ms;
    this.#settle_ms = settle_ms;
  }

  get tenant(): string {
    return this.#keys.tenant;
  }

  get subject(): string {
    return this.#keys.subject;
  }

  get destroyed(): boolean {
    return this.#keys.destroyed || this.#tenantKeys.destroyed;
  }

  seal(field: string, rowId: string, plain: string | Uint8Array): Buffer {
    this.#refuseDestroyed(field);
    const { version, sealing } = this.#keys.writing(this.#now_ms, this.#settle_ms);
    return sealBlob(sealing, version, this.#context(field, rowId), plain);
  }

  open(field: string, rowId: string, sealed: Uint8Array): Buffer {
    this.#refuseDestroyed(field);
    try {
      const version = blobKeyVersion(sealed);
      const key = this.#keys.version(version);
      if (key === undefined) throw new VaultError('unknown-version', `key version ${version} is not known here`);
      return openBlob(key.sealing, this.#context(field, rowId), sealed);
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      throw new VaultError(error.code, `${field} of row ${rowId}, ${this.#keys.name}: ${error.message}`);
    }
  }

  openText(field: string, rowId: string, sealed: Uint8Array): string {
    return this.open(field, rowId, sealed).toString('utf8');
  }

  index(field: string, value: string): Buffer {
    if (this.#tenantKeys.destroyed)
      throw new VaultError('destroyed', `the keys of tenant ${this.tenant} are destroyed`);
    return createHmac('sha256', this.#tenantKeys.indexKey(field)).update(value, 'utf8').digest();
  }

  #refuseDestroyed(field: string): void {
    if (this.destroyed) throw new VaultError('destroyed', `${field}: the keys of ${this.#keys.name} are destroyed`);
  }

  #context(field: string, rowId: string): Buffer {
    return Buffer.concat([this.#keys.context, tuple(field, rowId)]);
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `Keyring(${this.#keys.name}${this.destroyed ? ', destroyed' : ''})`;
  }
}
