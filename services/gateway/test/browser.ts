/** A browser, as far as the gateway can tell: it keeps cookies, says where a request comes from, and holds the page's CSRF token. */
export type Browser = {
  get<T = unknown>(path: string, headers?: Record<string, string>): Promise<Reply<T>>;
  send<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string | null>,
  ): Promise<Reply<T>>;
  /** The answer itself, for what is no JSON. */
  raw(path: string, init?: RequestInit): Promise<Response>;
  cookies: Map<string, string>;
  csrf: string | undefined;
};
export type Reply<T> = { status: number; body: T; headers: Headers };

export const publicOrigin = 'https://purser.test';

export function openBrowser(base: string, ownHeaders: Record<string, string> = {}): Browser {
  const cookies = new Map<string, string>();
  const raw = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    for (const [name, value] of Object.entries(ownHeaders)) headers.set(name, value);
    const response = await fetch(`${base}${path}`, { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const cut = pair.indexOf('=');
      if (/max-age=0/i.test(line)) cookies.delete(pair.slice(0, cut));
      else cookies.set(pair.slice(0, cut), pair.slice(cut + 1));
    }
    return response;
  };
  const read = async <T>(response: Response): Promise<Reply<T>> => {
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, body: (json ? JSON.parse(text) : text) as T, headers: response.headers };
  };
  const browser: Browser = {
    cookies,
    csrf: undefined,
    raw,
    get: async (path, headers = {}) =>
      read(await raw(path, { headers: { 'sec-fetch-site': 'same-origin', ...headers } })),
    send: async <T>(method: string, path: string, body?: unknown, extra: Record<string, string | null> = {}) => {
      const usual: Record<string, string | null> = {
        origin: publicOrigin,
        'x-csrf-token': browser.csrf ?? null,
        'content-type': body === undefined ? null : 'application/json',
        ...extra,
      };
      const headers = Object.fromEntries(
        Object.entries(usual).filter((each): each is [string, string] => each[1] !== null),
      );
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const reply = await read<T>(await raw(path, { method, headers, ...(body !== undefined && { body: text }) }));
      const { body: got } = reply;
      if (got !== null && typeof got === 'object' && 'csrfToken' in got) browser.csrf = String(got.csrfToken);
      return reply;
    },
  };
  return browser;
}
