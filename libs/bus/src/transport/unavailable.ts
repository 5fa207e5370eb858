import { fault } from '@purser/fault';

/** What the bus could not do just now; `what` and its cause are for the log. */
export function unavailable(what: string, cause?: unknown): Error {
  const internal = cause === undefined ? what : `${what}: ${cause instanceof Error ? cause.message : String(cause)}`;
  return fault('unavailable', 'bus_unavailable', 'The message could not be delivered just now.', { internal, cause });
}
