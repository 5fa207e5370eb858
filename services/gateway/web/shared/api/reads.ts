import {
  keepPreviousData,
  type QueryClient,
  type QueryKey,
  type UseQueryResult,
  useQuery,
} from '@tanstack/react-query';
import { useApi } from './apiContext.tsx';
import type { Query } from './client.ts';

export type ReadOptions<T> = {
  query?: Query;
  /** What is shown while another page or filter is on its way. */
  keep?: boolean;
  enabled?: boolean;
  staleTime_ms?: number;
  /** Read again that often; a function decides by what is known. */
  refetchEvery_ms?: number | false | ((known: T | undefined) => number | false);
};

const readKey = (path: string, query: Query = {}): QueryKey => ['read', path, query];

/** Something the API tells, kept and shared by all who ask for it. */
export function useRead<T>(path: string, options: ReadOptions<T> = {}): UseQueryResult<T> {
  const api = useApi();
  const { query = {}, keep = false, enabled = true, staleTime_ms, refetchEvery_ms = false } = options;
  return useQuery<T>({
    queryKey: readKey(path, query),
    queryFn: ({ signal }) => api.get<T>(path, query, signal),
    enabled,
    refetchInterval:
      typeof refetchEvery_ms === 'function' ? ({ state }) => refetchEvery_ms(state.data) : refetchEvery_ms,
    ...(staleTime_ms !== undefined && { staleTime: staleTime_ms }),
    ...(keep && { placeholderData: keepPreviousData }),
  });
}

/** Has everything read again that lies at or under one of the paths. */
export function readAgain(queries: QueryClient, paths: readonly string[]): Promise<void> {
  return queries.invalidateQueries({
    predicate: ({ queryKey: [kind, at] }) =>
      kind === 'read' && typeof at === 'string' && paths.some((path) => isUnder(at, path)),
  });
}

export function isUnder(at: string, path: string): boolean {
  return at === path || at.startsWith(path.endsWith('/') ? path : `${path}/`);
}
