import { fault } from '@purser/fault';

export type HttpAnswer = { status: number; header(name: string): string | null; body: unknown };

/**
 * One HTTP call. Redirects are not followed: nobody but Xero gets a token.
 * @throws Fault external when there was no whole answer: what was asked for may have been done
 */
export async function httpCall(
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string },
  timeout_ms: number,
): Promise<HttpAnswer> {
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeout_ms) });
    const text = await response.text();
    return { status: response.status, header: (name) => response.headers.get(name), body: parsed(text) };
  } catch (error) {
    throw fault('external', 'books_away', 'Xero did not answer.', {
      internal: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
