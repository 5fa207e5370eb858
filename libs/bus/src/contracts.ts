import type { Command, Event, Query } from '@purser/message';

/** Everything the services say to each other. */
export type Contracts = { commands: readonly Command[]; queries: readonly Query[]; events: readonly Event[] };

/** Every service that the contracts name: who is asked, who asks, and who reads. */
export function servicesOf({ commands, queries, events }: Contracts): string[] {
  const named = [
    ...[...commands, ...queries].flatMap(({ service, callers }) => [service, ...(callers.services ?? [])]),
    ...events.flatMap(({ service, readers }) => [service, ...readers]),
  ];
  return [...new Set(named)].sort();
}
