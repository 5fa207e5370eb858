import { KeySet } from './keySet.ts';
import { Lru } from './lru.ts';

type Options = {
  /** Most sets held while nobody uses them. */
  limit: number;
  /** After this long a set is read again before it is handed out. */
  ttl_ms: number;
  now_ms: () => number;
  /** Fills the set from the store. */
  fill: (keys: KeySet) => Promise<void>;
};

/**
 * One KeySet per tenant and subject in this process: bounded, read again when old, and one read at a time however many ask.
 * A set that somebody still holds is found again after it left the bounded cache, so that it can be destroyed or renewed.
 */
export class KeySetCache {
  readonly #options: Options;
  readonly #recent: Lru<KeySet>;
  readonly #held = new Map<string, WeakRef<KeySet>>();
  readonly #reading = new Map<string, Promise<KeySet>>();
  readonly #collected = new FinalizationRegistry<string>((id) => {
    if (this.#held.get(id)?.deref() === undefined) this.#held.delete(id);
  });

  constructor(options: Options) {
    this.#options = options;
    this.#recent = new Lru(options.limit);
  }

  /** A set read no longer than the time to live ago. */
  async fresh(tenant: string, subject: string): Promise<KeySet> {
    const keys = this.#recent.get(cacheId(tenant, subject));
    if (keys !== undefined && this.#isFresh(keys)) return keys;
    return this.#read(tenant, subject);
  }

  /** A set read after this call began. */
  async reread(tenant: string, subject: string): Promise<KeySet> {
    const running = this.#reading.get(cacheId(tenant, subject));
    // It may have read before what we want to see was written; its failure is reported to whoever started it.
    if (running !== undefined) await Promise.allSettled([running]);
    return this.#read(tenant, subject);
  }

  /** The set, read or not; the same object for everyone. */
  identify(tenant: string, subject: string): KeySet {
    const id = cacheId(tenant, subject);
    const held = this.#held.get(id)?.deref();
    if (held !== undefined) return held;
    const made = new KeySet(tenant, subject);
    this.#held.set(id, new WeakRef(made));
    this.#collected.register(made, id);
    return made;
  }

  #isFresh(keys: KeySet): boolean {
    const age_ms = this.#options.now_ms() - keys.loadedAt_ms;
    return age_ms >= 0 && age_ms < this.#options.ttl_ms;
  }

  #read(tenant: string, subject: string): Promise<KeySet> {
    const id = cacheId(tenant, subject);
    const running = this.#reading.get(id);
    if (running !== undefined) return running;
    const reading = this.#fill(this.identify(tenant, subject)).finally(() => this.#reading.delete(id));
    this.#reading.set(id, reading);
    return reading;
  }

  async #fill(keys: KeySet): Promise<KeySet> {
    if (!keys.destroyed) await this.#options.fill(keys);
    this.#recent.set(cacheId(keys.tenant, keys.subject), keys);
    return keys;
  }
}

function cacheId(tenant: string, subject: string): string {
  return `${tenant.length}:${tenant}${subject}`;
}
