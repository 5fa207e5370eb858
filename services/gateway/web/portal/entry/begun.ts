/** Requests that the page's head has begun (openEarly.js), by method, address and body. */
type Begun = Record<string, Promise<Response>>;

declare global {
  interface Window {
    purserBegun?: Begun;
  }
}

/** A fetch that takes the answer to what was begun already, once; one that did not come is asked for again. */
export function takeBegun(begun: Begun | undefined, ask: typeof fetch): typeof fetch {
  return async (input, init) => {
    const name = `${init?.method ?? 'GET'} ${String(input)} ${init?.body ?? ''}`;
    const answer = begun?.[name];
    if (!answer) return ask(input, init);
    delete begun[name];
    return answer.catch(() => ask(input, init));
  };
}
