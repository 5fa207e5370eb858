/** Work begun and not ended, so that a close can wait for it. */
export type OpenWork = {
  add<T>(work: Promise<T>): Promise<T>;
  /** Resolves when all has ended, well or badly, and also what was added meanwhile. */
  ended(): Promise<void>;
};

export function openWork(): OpenWork {
  const open = new Set<Promise<unknown>>();
  return {
    add: (work) => {
      open.add(work);
      const leave = () => open.delete(work);
      work.then(leave, leave);
      return work;
    },
    ended: async () => {
      while (open.size > 0) await Promise.allSettled(open);
    },
  };
}
