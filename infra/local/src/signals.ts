/** How a person, a terminal or a service manager ends us. */
const ending = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export type Ending = {
  /** Aborted by the first signal. */
  asked: AbortSignal;
  /** Resolves with the first signal. */
  first: Promise<string>;
};

/** Listens for the end: the first signal asks for it, the second calls `now`. */
export function listenForEnd(now: () => void): Ending {
  const asked = new AbortController();
  const { promise: first, resolve } = Promise.withResolvers<string>();
  for (const name of ending) {
    process.on(name, () => {
      if (asked.signal.aborted) return now();
      asked.abort(new Interrupted(name));
      return resolve(name);
    });
  }
  return { asked: asked.signal, first };
}

/** A start or a play that was broken off because somebody asked for the end. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
