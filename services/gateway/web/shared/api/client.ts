import type { AcceptedModel } from '../../../src/api/models/common.ts';
import { ApiError, errorOf } from './apiError.ts';
import type { Intents } from './intents.ts';
import { pause } from './pause.ts';

export type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Query = Record<string, string | number | undefined>;

export type SendOptions = {
  body?: unknown;
  /** The act and its object, when it makes or moves something: its key stays the same until the answer is known. */
  intent?: string;
  signal?: AbortSignal;
};

/**
 * `replayed`: it had been done before, and nothing was added. `accepted`: it lies with the server and is not finished; null when there is
 * nothing to follow.
 */
export type Sent<T> =
  | { kind: 'done'; body: T; replayed: boolean }
  | { kind: 'accepted'; command: AcceptedModel | null };

export type Api = {
  /** Reads. The path begins with `/`, after `/api/v1`. */
  get: <T>(path: string, query?: Query, signal?: AbortSignal) => Promise<T>;
  /** Asks for a change. @throws ApiError; TypeError when the server cannot be reached. */
  send: <T>(method: Method, path: string, options?: SendOptions) => Promise<Sent<T>>;
};

export type ApiOptions = {
  intents: Intents;
  /** The session's token against forged requests; null before there is a session. */
  csrfToken: () => string | null;
  /** The session is over: ended elsewhere, or its time is up. */
  onSignedOut: () => void;
  /** The page's token is no longer that of the session: somebody signed in anew in another tab. Nothing is repeated for them. */
  onStale?: () => void;
  base?: string;
  /** Instead of the browser's own. */
  fetch?: typeof fetch;
};

/** What still holds after this many tries is for the person to judge. */
const MOST_WAITS = 5;
const LONGEST_WAIT_S = 5;

export function openApi({ intents, csrfToken, onSignedOut, onStale, base = '/api/v1', ...rest }: ApiOptions): Api {
  const ask = async (path: string, init: RequestInit): Promise<Response> => {
    const response = await (rest.fetch ?? fetch)(`${base}${path}`, { credentials: 'same-origin', ...init });
    if (response.ok) return response;
    // At the session itself a 401 says that credentials were wrong or that nobody was signed in.
    if (response.status === 401 && !path.startsWith('/session') && !path.startsWith('/portal/session')) onSignedOut();
    const error = await errorOf(response);
    if (error.problem.code === 'csrf_token') onStale?.();
    throw error;
  };

  return {
    get: async <T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> => {
      const response = await ask(withQuery(path, query), { signal: signal ?? null });
      return await response.json();
    },
    send: async <T>(method: Method, path: string, { body, intent, signal }: SendOptions = {}): Promise<Sent<T>> => {
      const name = intent ?? '';
      const key = intent && (await intents.keyOf(name, body));
      const headers = headersOf(csrfToken(), body, key);
      const init = { method, headers, body: body === undefined ? null : JSON.stringify(body), signal: signal ?? null };
      try {
        const response = await repeatWhileRunning(() => ask(path, init), signal);
        const sent = await sentOf<T>(response);
        if (intent) intents.close(name);
        return sent;
      } catch (error) {
        if (intent && isFinal(error)) intents.close(name);
        throw error;
      }
    },
  };
}

function headersOf(csrf: string | null, body: unknown, key: string | undefined): Record<string, string> {
  return {
    ...(csrf && { 'X-CSRF-Token': csrf }),
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
    ...(key && { 'Idempotency-Key': key }),
  };
}

/** The first press is still being worked on (409 with a time to wait): the same key is asked again until it has an answer. */
async function repeatWhileRunning(ask: () => Promise<Response>, signal?: AbortSignal): Promise<Response> {
  for (let waits = 0; ; waits += 1) {
    try {
      return await ask();
    } catch (error) {
      const wait_s = runningFor(error);
      if (wait_s === undefined || waits === MOST_WAITS) throw error;
      await pause(Math.min(wait_s, LONGEST_WAIT_S) * 1000, signal);
    }
  }
}

/** How long to wait for the same request that is still under way; undefined for any other error. */
function runningFor(error: unknown): number | undefined {
  return error instanceof ApiError && error.problem.status === 409 ? error.retryAfter_s : undefined;
}

/** Nothing was done and the same request would be refused again. Of a lost connection or a 5xx nobody knows. */
function isFinal(error: unknown): boolean {
  if (!(error instanceof ApiError) || runningFor(error) !== undefined) return false;
  const { status } = error.problem;
  return status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status);
}

async function sentOf<T>(response: Response): Promise<Sent<T>> {
  const text = await response.text();
  const body = text === '' ? undefined : JSON.parse(text);
  if (response.status === 202) return { kind: 'accepted', command: body?.commandId ? body : null };
  return { kind: 'done', body, replayed: response.headers.get('Idempotent-Replayed') === 'true' };
}

export function withQuery(path: string, query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
}
