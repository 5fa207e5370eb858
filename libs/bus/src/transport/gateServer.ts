/** What of a newer server we would use, and do without. */
export type ServerGate = { version: string; missing: string[] };

/** The oldest server on which everything here was seen to work. */
const oldest = [2, 9, 0] as const;

/** @throws Error when the server is too old; else its version and what it lacks. */
export function gateServer(version: string, jetstreamOn: boolean): ServerGate {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10));
  const older = oldest.findIndex((n, i) => (parts[i] ?? 0) !== n);
  if (older >= 0 && (parts[older] ?? 0) < oldest[older]!)
    throw new Error(`nats-server ${version} is too old: 2.9 or later is needed`);
  if (!jetstreamOn) throw new Error(`nats-server ${version} runs without JetStream: start it with jetstream enabled`);
  const since: [number, number, string][] = [
    [2, 10, 'consumers with several filters'],
    [2, 11, 'reasons with term, per-message expiry'],
    [2, 12, 'scheduled messages'],
  ];
  const missing = since
    .filter(([major, minor]) => parts[0] === major && (parts[1] ?? 0) < minor)
    .map(([, , what]) => what);
  return { version, missing };
}
