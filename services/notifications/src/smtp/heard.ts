/** Each is about as long as a mail's id; what is older was written down long ago. */
const most = 1000;

/**
 * Keeps what came of a mail's try until it can be written down. When a server takes its time, or the database is away just then, the next
 * try finds the answer, or waits for it, and the reader gets no second mail. What failed is forgotten, so that the next try begins it anew.
 */
export function createHeard<T>(): (mailId: string, begin: () => Promise<T>) => Promise<T> {
  const heard = new Map<string, Promise<T>>();
  return (mailId, begin) => {
    const known = heard.get(mailId);
    if (known) return known;
    const begun = begin();
    heard.set(mailId, begun);
    begun.catch(() => heard.delete(mailId));
    for (const oldest of heard.keys()) {
      if (heard.size <= most) break;
      heard.delete(oldest);
    }
    return begun;
  };
}
