import { JetStreamApiError } from '@nats-io/jetstream';

/** What JetStream says in numbers, as far as it matters here. */
const codes = {
  streamNotFound: 10059,
  streamIsOtherwise: 10058,
  consumerNotFound: 10014,
  consumerNotChanged: 10012,
} as const;

export function isJetStreamError(error: unknown, ...kinds: (keyof typeof codes)[]): boolean {
  return error instanceof JetStreamApiError && kinds.some((kind) => codes[kind] === error.code);
}
