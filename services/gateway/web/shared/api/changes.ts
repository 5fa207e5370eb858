import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from './apiContext.tsx';
import type { Method } from './client.ts';
import { change, type Outcome } from './outcome.ts';
import { readAgain } from './reads.ts';

/** What is asked for. With an `intent` (the act and its object) the key stays the same until the answer is known. */
export type Ask = { method: Method; path: string; body?: unknown; intent?: string };

/** A change whose address names its act and its object. */
export function intended(method: Method, path: string, body?: unknown): Ask {
  return { method, path, intent: `${method} ${path}`, ...(body !== undefined && { body }) };
}

export type Change<In, Out> = {
  run: (input: In) => Promise<Outcome<Out>>;
  busy: boolean;
  error: unknown;
  reset: () => void;
};

/** A change a person makes. What stands at `touches` is read again afterwards, whatever came of it: the screen shows what is. */
export function useChange<In, Out = unknown>(
  ask: (input: In) => Ask,
  touches: (input: In) => readonly string[],
): Change<In, Out> {
  const api = useApi();
  const queries = useQueryClient();
  const mutation = useMutation<Outcome<Out>, unknown, In>({
    mutationFn: (input) => {
      const { method, path, ...rest } = ask(input);
      return change<Out>(api, method, path, rest);
    },
    onSettled: (_outcome, _error, input) => readAgain(queries, touches(input)),
  });
  return { run: mutation.mutateAsync, busy: mutation.isPending, error: mutation.error, reset: mutation.reset };
}
