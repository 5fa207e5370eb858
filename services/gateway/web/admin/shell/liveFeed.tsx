import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import type { LiveEventModel } from '../../../src/api/models/live.ts';
import { readAgain } from '../../shared/api/reads.ts';
import { type LiveState, listen } from '../../shared/live.ts';
import { sessionKey } from '../session/sessionStore.ts';
import { touchedBy } from './touchedBy.ts';

export type Feed = { state: LiveState; latest: LiveEventModel | undefined };

const Context = createContext<Feed>({ state: 'connecting', latest: undefined });

/** What happened last, and whether we are listening. */
export const useFeed = (): Feed => useContext(Context);

const GATHER_MS = 300;

/** Listens to what happens at the tenant; what it touches is read again. A burst is gathered into one reading. */
export function LiveFeed({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [feed, setFeed] = useState<Feed>({ state: 'connecting', latest: undefined });
  const touched = useRef(new Set<string>());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      const paths = [...touched.current];
      touched.current.clear();
      void readAgain(queries, paths);
    };
    const stop = listen({
      url: '/api/v1/live',
      onEvent: (event) => {
        setFeed((before) => ({ ...before, latest: event }));
        for (const path of touchedBy(event)) touched.current.add(path);
        timer ??= setTimeout(flush, GATHER_MS);
      },
      onReturn: () => void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'read' }),
      onState: (state) => {
        setFeed((before) => ({ ...before, state }));
        // The stream ends with the session; whether that is why it ended, the server says.
        if (state === 'waiting') void queries.invalidateQueries({ queryKey: sessionKey, exact: true });
      },
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [queries]);
  return <Context value={feed}>{children}</Context>;
}
