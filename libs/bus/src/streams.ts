import type { StreamSpec } from './transport/transport.ts';

/** Commands a service has yet to take: each is gone once PostgreSQL knows of it. */
export function commandStream(service: string): string {
  return `cmd_${service}`;
}

/** What a service said, kept for its readers for a time. */
export function eventStream(service: string): string {
  return `evt_${service}`;
}

export function consumerName(reader: string, event: { service: string; name: string }): string {
  return `${reader}_${event.service}_${event.name}`;
}

export function ownStreams(service: string, maxAge_ms: number): StreamSpec[] {
  return [
    { name: commandStream(service), subjects: [`cmd.${service}.>`], kind: 'queue', maxAge_ms },
    { name: eventStream(service), subjects: [`evt.${service}.>`], kind: 'log', maxAge_ms },
  ];
}
