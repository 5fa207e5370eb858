import { afterEach, expect, test, vi } from 'vitest';
import { ApiError } from './apiError.ts';
import { type Api, openApi, withQuery } from './client.ts';
import { openIntents } from './intents.ts';

type Asked = { url: string; init: RequestInit };
const shelf = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };

/** A client whose server gives these answers in turn; an answer that is an error is a broken connection. */
function client(...answers: (Response | Error)[]): { api: Api; asked: Asked[]; signedOut: () => number } {
  const asked: Asked[] = [];
  let out = 0;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, init });
    const answer = answers.shift();
    if (!answer || answer instanceof Error) throw answer ?? new Error('No answer is left.');
    return answer;
  });
  const api = openApi({
    intents: openIntents(shelf),
    csrfToken: () => 'csrf-1',
    onSignedOut: () => {
      out += 1;
    },
  });
  return { api, asked, signedOut: () => out };
}

const keyOf = ({ init }: Asked) => new Headers(init.headers).get('Idempotency-Key');
const problem = (status: number, code: string, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ type: 'x', title: code, status, code, detail: code }), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });
const issue = { body: { send: true }, intent: 'issue inv_1' };

afterEach(() => vi.unstubAllGlobals());

test('a change carries the session’s token and says that its body is JSON', async () => {
  const { api, asked } = client(Response.json({ ok: true }));
  await api.send('POST', '/invoices/inv_1/issue', issue);
  const headers = new Headers(asked[0]?.init.headers);
  expect(headers.get('X-CSRF-Token')).toBe('csrf-1');
  expect(headers.get('Content-Type')).toBe('application/json');
});

test('after a lost connection the same press repeats under the same key', async () => {
  const { api, asked } = client(new TypeError('Failed to fetch'), Response.json({}));
  await expect(api.send('POST', '/x', issue)).rejects.toThrow(TypeError);
  await api.send('POST', '/x', issue);
  expect(keyOf(asked[0]!)).toBeTruthy();
  expect(keyOf(asked[1]!)).toBe(keyOf(asked[0]!));
});

test('a server that broke may have done it: the key stays', async () => {
  const { api, asked } = client(problem(503, 'unavailable'), Response.json({}));
  await expect(api.send('POST', '/x', issue)).rejects.toThrow(ApiError);
  await api.send('POST', '/x', issue);
  expect(keyOf(asked[1]!)).toBe(keyOf(asked[0]!));
});

test('what a rule refused was not done: the next press has its own key', async () => {
  const { api, asked } = client(problem(422, 'invoice_issued'), Response.json({}));
  await expect(api.send('POST', '/x', issue)).rejects.toThrow(ApiError);
  await api.send('POST', '/x', issue);
  expect(keyOf(asked[1]!)).not.toBe(keyOf(asked[0]!));
});

test('while the first press is at work it is asked again under its key, until it has an answer', async () => {
  const { api, asked } = client(problem(409, 'in_progress', { 'Retry-After': '0' }), Response.json({ done: 1 }));
  expect(await api.send('POST', '/x', issue)).toMatchObject({ kind: 'done', body: { done: 1 } });
  expect(asked).toHaveLength(2);
  expect(keyOf(asked[1]!)).toBe(keyOf(asked[0]!));
});

test('an answer of before is told as such', async () => {
  const { api } = client(Response.json({}, { headers: { 'Idempotent-Replayed': 'true' } }));
  expect(await api.send('POST', '/x', issue)).toMatchObject({ replayed: true });
});

test('an ended session is noticed anywhere, and wrong credentials are no ended session', async () => {
  const { api, signedOut } = client(problem(401, 'not_signed_in'), problem(401, 'wrong_credentials'));
  await expect(api.get('/invoices')).rejects.toThrow(ApiError);
  expect(signedOut()).toBe(1);
  await expect(api.send('POST', '/session', { body: {} })).rejects.toThrow(ApiError);
  expect(signedOut()).toBe(1);
});

test('a proxy’s page becomes a problem with its status, and none of its text is shown', async () => {
  const { api } = client(new Response('<h1>Bad gateway at 10.0.0.7</h1>', { status: 502 }));
  const error = await api.get('/invoices').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ problem: { status: 502, code: 'unreadable_answer' } });
  expect(JSON.stringify(error)).not.toContain('10.0.0.7');
});

test('JSON that does not say it is any is not believed either', async () => {
  const { api } = client(
    new Response('{"detail":"ask 10.0.0.7"}', { status: 502, headers: { 'Content-Type': 'text/html' } }),
  );
  const error = await api.get('/invoices').catch((thrown: unknown) => thrown);
  expect(JSON.stringify(error)).not.toContain('10.0.0.7');
});

test('what is not asked for stays out of the address', () => {
  expect(withQuery('/invoices', { status: undefined, search: '', limit: 5, q: 'a&b=c' })).toBe(
    '/invoices?limit=5&q=a%26b%3Dc',
  );
});
