import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import type { Api } from './client.ts';

const Context = createContext<Api | undefined>(undefined);

export function ApiProvider({ api, queries, children }: { api: Api; queries: QueryClient; children: ReactNode }) {
  return (
    <QueryClientProvider client={queries}>
      <Context value={api}>{children}</Context>
    </QueryClientProvider>
  );
}

export function useApi(): Api {
  const api = useContext(Context);
  if (!api) throw new Error('useApi stands outside of an ApiProvider.');
  return api;
}
