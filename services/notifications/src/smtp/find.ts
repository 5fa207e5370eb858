import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { fault } from '@purser/fault';

/** Ranges that lead to ourselves, to our own network or to nobody (RFC 6890 and its successors). */
const own = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  own.addSubnet(network, bits, 'ipv4');
/** Of IPv6 only what is given out as unicast (2000::/3) leads anywhere; in it, what stands for an IPv4 address or for examples does not. */
const given = new BlockList();
given.addSubnet('2000::', 3, 'ipv6');
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  own.addSubnet(network, bits, 'ipv6');

/** Whether an IP address is somebody else's, out in the net. */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  if (family === 4) return !own.check(address, 'ipv4');
  return given.check(address, 'ipv6') && !own.check(address, 'ipv6');
}

export type Lookup = (host: string) => Promise<string[]>;
const byDns: Lookup = async (host) => (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);

/**
 * The address to connect to. A name that leads to any address of our own network is refused whole, and the connection goes to the address
 * that was looked at: what the name says a moment later does not matter.
 * @throws Fault external `mail_server_unknown`, `mail_server_refused`
 */
export async function findServer(host: string, arePrivateAllowed: boolean, resolve: Lookup = byDns): Promise<string> {
  const addresses = isIP(host) ? [host] : await resolve(host).catch((): string[] => []);
  const [first] = addresses;
  if (first === undefined) throw fault('external', 'mail_server_unknown', `There is no server of the name ${host}.`);
  if (!arePrivateAllowed && !addresses.every(isPublic))
    throw fault(
      'external',
      'mail_server_refused',
      `${host} leads into this installation’s own network, which is refused.`,
    );
  return first;
}
