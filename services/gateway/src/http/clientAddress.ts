import { IncomingMessage } from 'node:http';
import { isIPv4, isIPv6 } from 'node:net';
import type { Context } from 'hono';

/**
 * The address of whoever called. X-Forwarded-For counts only as far as proxies of ours wrote it: the entry before the last `trusted` ones is
 * what the outermost of them saw; everything to its left anybody may have written.
 */
export function clientAddress(c: Context, trusted: number): string {
  const peer = peerOf(c.env);
  if (trusted === 0) return peer;
  const chain = (c.req.header('x-forwarded-for') ?? '').split(',').map((each) => each.trim());
  const said = chain.at(-trusted) ?? '';
  return isIPv4(said) || isIPv6(said) ? said : peer;
}

function peerOf(env: unknown): string {
  const incoming = env !== null && typeof env === 'object' && 'incoming' in env ? env.incoming : undefined;
  return (incoming instanceof IncomingMessage ? incoming.socket.remoteAddress : undefined) ?? 'unknown';
}

/** The network it is in, as one customer of a provider has: /24 of IPv4, /56 of IPv6. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  if (isIPv4(mapped)) return `${mapped.split('.').slice(0, 3).join('.')}.0/24`;
  if (!isIPv6(address)) return address;
  const [left = '', right] = address.split('%')[0]?.toLowerCase().split('::') ?? [];
  const head = left === '' ? [] : left.split(':');
  const tail = right === undefined || right === '' ? [] : right.split(':');
  const groups = [...head, ...Array(Math.max(0, 8 - head.length - tail.length)).fill('0'), ...tail];
  const bits = groups.slice(0, 4).map((group) => Number.parseInt(group, 16) || 0);
  bits[3] = (bits[3] ?? 0) & 0xff00;
  return `${bits.map((group) => group.toString(16)).join(':')}::/56`;
}
