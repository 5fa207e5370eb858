/** Things in queues by tenant, taken in turn: one of each, then the next round, none beyond a tenant's share in hand. */
export class Turns<T extends { tenant: string }> {
  readonly #share: number;
  readonly #queues = new Map<string, T[]>();
  readonly #inHand = new Map<string, number>();
  #size = 0;

  constructor(share: number) {
    this.#share = share;
  }

  /** How many wait. */
  get size(): number {
    return this.#size;
  }

  add(item: T): void {
    const queue = this.#queues.get(item.tenant);
    if (queue) queue.push(item);
    else this.#queues.set(item.tenant, [item]);
    this.#size += 1;
  }

  /** The next one, now in hand until `release`; undefined when nobody's turn may be taken. */
  take(): T | undefined {
    for (const [tenant, queue] of this.#queues) {
      const inHand = this.#inHand.get(tenant) ?? 0;
      if (inHand >= this.#share) continue;
      const item = queue.shift();
      // A map keeps the order of insertion: whoever had a turn goes to its end.
      this.#queues.delete(tenant);
      if (queue.length > 0) this.#queues.set(tenant, queue);
      if (!item) continue;
      this.#size -= 1;
      this.#inHand.set(tenant, inHand + 1);
      return item;
    }
    return undefined;
  }

  release(tenant: string): void {
    const inHand = (this.#inHand.get(tenant) ?? 1) - 1;
    if (inHand === 0) this.#inHand.delete(tenant);
    else this.#inHand.set(tenant, inHand);
  }

  /** Gives up what waits, and returns it. */
  clear(): T[] {
    const waiting = [...this.#queues.values()].flat();
    this.#queues.clear();
    this.#size = 0;
    return waiting;
  }
}
