import { QueryClient } from '@tanstack/react-query';
import { statusOf } from './apiError.ts';

const MOST_TRIES = 2;

/** Reads are tried again where that may help: never what the server refused. Changes are never repeated without a person. */
export function openQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => {
          const status = statusOf(error);
          return failures < MOST_TRIES && (status === undefined || status >= 500);
        },
        retryDelay: (failures) => 500 * 2 ** failures,
      },
      mutations: { retry: false },
    },
  });
}
