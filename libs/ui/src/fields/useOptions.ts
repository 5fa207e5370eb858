import { useEffect, useRef, useState } from 'react';

export type Option = { value: string; label: string; secondary?: string };
export type OptionSearch = (typed: string, signal: AbortSignal) => Promise<readonly Option[]>;

const REST_MS = 180;

/** The options for what is typed. An answer that comes after a newer question is thrown away. */
export function useOptions(search: OptionSearch, typed: string, open: boolean) {
  const [state, setState] = useState<{ options: readonly Option[]; loading: boolean; failed: boolean }>({
    options: [],
    loading: false,
    failed: false,
  });
  const find = useRef(search);
  find.current = search;

  useEffect(() => {
    if (!open) return;
    const asked = new AbortController();
    setState((before) => ({ ...before, loading: true, failed: false }));
    const timer = setTimeout(
      async () => {
        try {
          const options = await find.current(typed, asked.signal);
          if (!asked.signal.aborted) setState({ options, loading: false, failed: false });
        } catch {
          if (!asked.signal.aborted) setState({ options: [], loading: false, failed: true });
        }
      },
      typed === '' ? 0 : REST_MS,
    );
    return () => {
      asked.abort();
      clearTimeout(timer);
      // Nobody waits for the answer any more: a list that closes while it is looked for is at rest, and one that asks anew says so itself.
      setState((before) => (before.loading ? { ...before, loading: false } : before));
    };
  }, [typed, open]);

  return state;
}
