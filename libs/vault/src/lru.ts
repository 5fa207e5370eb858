type Entry<V> = { key: string; value: V; newer: Entry<V> | undefined; older: Entry<V> | undefined };

/**
 * A map that holds at most `limit` entries and forgets the one not used for longest. A list through the entries keeps their
 * order: a Map's own order would take a deletion for each use, which costs tens of microseconds once it holds thousands.
 */
export class Lru<V> {
  readonly #limit: number;
  readonly #entries = new Map<string, Entry<V>>();
  #newest: Entry<V> | undefined;
  #oldest: Entry<V> | undefined;

  constructor(limit: number) {
    if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError('a cache limit is a whole number from 1');
    this.#limit = limit;
  }

  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#use(entry);
    return entry.value;
  }

  set(key: string, value: V): void {
    const known = this.#entries.get(key);
    const entry = known ?? { key, value, newer: undefined, older: undefined };
    entry.value = value;
    this.#use(entry);
    if (known !== undefined) return;
    this.#entries.set(key, entry);
    const oldest = this.#oldest;
    if (this.#entries.size <= this.#limit || oldest === undefined) return;
    this.#unlink(oldest);
    this.#entries.delete(oldest.key);
  }

  get size(): number {
    return this.#entries.size;
  }

  #use(entry: Entry<V>): void {
    if (entry === this.#newest) return;
    this.#unlink(entry);
    entry.older = this.#newest;
    if (this.#newest) this.#newest.newer = entry;
    this.#newest = entry;
    this.#oldest ??= entry;
  }

  #unlink(entry: Entry<V>): void {
    if (entry.older) entry.older.newer = entry.newer;
    else if (entry === this.#oldest) this.#oldest = entry.newer;
    if (entry.newer) entry.newer.older = entry.older;
    else if (entry === this.#newest) this.#newest = entry.older;
    entry.newer = undefined;
    entry.older = undefined;
  }
}
