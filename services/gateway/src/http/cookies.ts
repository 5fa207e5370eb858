import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

/** Their names bind them to this very host, over TLS (or loopback), whole site. */
export const cookies = {
  staff: '__Host-purser-staff',
  customer: '__Host-purser-customer',
  /** This browser signed in before. */
  device: '__Host-purser-device',
  /** This browser asked for a sign-in link. */
  ask: '__Host-purser-ask',
} as const;
export type CookieName = keyof typeof cookies;

/** @returns undefined when there is none or it is absurdly long */
export function readCookie(c: Context, name: CookieName): string | undefined {
  const value = getCookie(c, cookies[name]);
  return value && value.length <= 400 ? value : undefined;
}

/** Without `maxAge_s` it ends with the browser. */
export function writeCookie(c: Context, name: CookieName, value: string, maxAge_s?: number): void {
  const ofAge = maxAge_s === undefined ? {} : { maxAge: maxAge_s };
  setCookie(c, cookies[name], value, { path: '/', secure: true, httpOnly: true, sameSite: 'Lax', ...ofAge });
}

export function dropCookie(c: Context, name: CookieName): void {
  writeCookie(c, name, '', 0);
}
