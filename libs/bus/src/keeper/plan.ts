import { eventSubject } from '@purser/message';
import { type Contracts, servicesOf } from '../contracts.ts';
import { commandStream, consumerName, eventStream, ownStreams } from '../streams.ts';
import type { StreamSpec } from '../transport/transport.ts';

/** A durable consumer that a service may have: what it may read there is not for the service to say. */
export type PlannedConsumer = { stream: string; name: string; filter: string };

/** What there is to be on the server. */
export type Plan = {
  readonly streams: readonly StreamSpec[];
  consumersOf(service: string): readonly PlannedConsumer[];
};

/** Its commands, and the events that it is a reader of. */
export function consumersOf(service: string, { events }: Contracts): PlannedConsumer[] {
  const heard = events.filter((spec) => spec.readers.includes(service));
  return [
    { stream: commandStream(service), name: service, filter: `cmd.${service}.>` },
    ...heard.map((spec) => ({
      stream: eventStream(spec.service),
      name: consumerName(service, spec),
      filter: eventSubject(spec.service, spec.name),
    })),
  ];
}

/** Exactly what the contracts say. */
export function planOf(contracts: Contracts, streamAge_ms: number): Plan {
  return {
    streams: servicesOf(contracts).flatMap((service) => ownStreams(service, streamAge_ms)),
    consumersOf: (service) => consumersOf(service, contracts),
  };
}
