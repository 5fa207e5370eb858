/**
 * What a tenant may have under way at once in one process, of what may take long: commands that call the outside, as they come or taken up
 * again. One tenant's night of charges, or its mail server that never answers, leaves room for the others.
 */
export type Shares = {
  /** @returns what ends it; undefined when the tenant has its share: what is left out must be due in PostgreSQL */
  begin(tenant: string): (() => void) | undefined;
  /** Something of this tenant was left out. It is looked for once there is room. */
  leftOut(tenant: string): void;
  /** Whether something waits for room. */
  waiting(): boolean;
  /** Resolves when nothing does. */
  settled(): Promise<void>;
};

/** @param look finds what is due; called when a tenant has room of which something was left out */
export function openShares(share: number, look: () => void): Shares {
  const underWay = new Map<string, number>();
  const left = new Set<string>();
  const told: (() => void)[] = [];
  // Looking at each end, for one at a time, would be a query each.
  const roomAt = Math.floor(share / 2);
  const countOf = (tenant: string) => underWay.get(tenant) ?? 0;

  const end = (tenant: string) => {
    const count = countOf(tenant) - 1;
    if (count === 0) underWay.delete(tenant);
    else underWay.set(tenant, count);
    if (count <= roomAt && left.delete(tenant)) look();
    if (left.size === 0) for (const wake of told.splice(0)) wake();
  };
  return {
    begin: (tenant) => {
      const count = countOf(tenant);
      if (count >= share) return undefined;
      underWay.set(tenant, count + 1);
      return () => end(tenant);
    },
    leftOut: (tenant) => {
      if (countOf(tenant) <= roomAt) look();
      else left.add(tenant);
    },
    waiting: () => left.size > 0,
    settled: () => (left.size === 0 ? Promise.resolve() : new Promise((resolve) => void told.push(resolve))),
  };
}
