import { useEffect, useRef, useState } from 'react';
import type { PaletteGroup } from './palette.ts';

type Search = ((typed: string, signal: AbortSignal) => Promise<readonly PaletteGroup[]>) | undefined;
type Found = { found: readonly PaletteGroup[]; loading: boolean; failed: boolean };

const REST_MS = 180;
const nothing: Found = { found: [], loading: false, failed: false };

/** What the server finds for the text; asked when typing rests, and never for less than two characters. */
export function useFound(search: Search, typed: string): Found {
  const [state, setState] = useState(nothing);
  const find = useRef(search);
  find.current = search;
  const text = typed.trim();
  useEffect(() => {
    if (!find.current || text.length < 2) return setState(nothing);
    const asked = new AbortController();
    setState((before) => ({ ...before, loading: true, failed: false }));
    const timer = setTimeout(async () => {
      try {
        const found = (await find.current?.(text, asked.signal)) ?? [];
        if (!asked.signal.aborted) setState({ found, loading: false, failed: false });
      } catch {
        if (!asked.signal.aborted) setState({ found: [], loading: false, failed: true });
      }
    }, REST_MS);
    return () => {
      asked.abort();
      clearTimeout(timer);
    };
  }, [text]);
  return state;
}
