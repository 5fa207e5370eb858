/** A request as it came over the wire. */
export interface ApiRequest {
  method: string;
  path: string;
  /** Without the question mark. */
  query: string;
  body: string;
  header: (name: string) => string | undefined;
}

/** An answer ready for the wire. */
export interface WireAnswer {
  status: number;
  body: string;
  headers: Record<string, string>;
}

/** Answers in the version the caller asks for; all versions look like this one. */
const apiVersion = '2026-10-28.endive';

/** The answer with the headers every answer has. `original` is the request an idempotency key was first used by. */
export function wire(
  request: ApiRequest,
  requestId: string,
  ending: { status: number; body: string },
  original: string,
  replayed: boolean,
): WireAnswer {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'request-id': requestId,
    'stripe-version': request.header('stripe-version') ?? apiVersion,
  };
  const key = request.header('idempotency-key');
  if (key !== undefined && request.method === 'POST') {
    headers['idempotency-key'] = key;
    headers['original-request'] = original;
  }
  if (replayed) headers['idempotent-replayed'] = 'true';
  for (const name of ['stripe-account', 'stripe-context']) {
    const value = request.header(name);
    if (value !== undefined) headers[name] = value;
  }
  return { status: ending.status, body: ending.body, headers };
}
