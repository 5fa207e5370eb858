import { type Command, type Event, eventSubject, type Query } from '@purser/message';
import { directSubject } from './client/subjects.ts';
import { commandStream, consumerName, eventStream } from './streams.ts';

/** Everything the services say to each other. */
export type Contracts = { commands: readonly Command[]; queries: readonly Query[]; events: readonly Event[] };

export type Permissions = { publish: string[]; subscribe: string[] };

/** What a service's NATS user may do, and nothing else. A test holds the server to it. */
export function natsPermissions(service: string, { commands, queries, events }: Contracts): Permissions {
  const mayAsk = (spec: Command | Query) =>
    spec.callers.services?.includes(service) ||
    (service === 'gateway' && (spec.callers.staff || spec.callers.customer || spec.callers.public));
  const heard = events.filter((spec) => spec.readers.includes(service));
  const asked = commands.filter(mayAsk);
  const api = '$JS.API';
  const consumers = [
    { stream: commandStream(service), consumer: service, filter: `cmd.${service}.>` },
    ...heard.map((spec) => ({
      stream: eventStream(spec.service),
      consumer: consumerName(service, spec),
      filter: eventSubject(spec.service, spec.name),
    })),
  ];
  const written = new Set([
    commandStream(service),
    eventStream(service),
    ...asked.map((spec) => commandStream(spec.service)),
  ]);
  return {
    publish: [
      `evt.${service}.*`,
      ...asked.flatMap((spec) => [
        `cmd.${spec.service}.${spec.name}.${service}`,
        directSubject(spec.service, spec.name, service),
      ]),
      ...queries.filter(mayAsk).map((spec) => `qry.${spec.service}.${spec.name}.${service}`),
      ...[commandStream(service), eventStream(service)].flatMap((name) => [
        `${api}.STREAM.CREATE.${name}`,
        `${api}.STREAM.UPDATE.${name}`,
      ]),
      ...[...written].map((name) => `${api}.STREAM.INFO.${name}`),
      ...consumers.flatMap(({ stream, consumer, filter }) => [
        `${api}.CONSUMER.CREATE.${stream}.${consumer}.${filter}`,
        `${api}.CONSUMER.INFO.${stream}.${consumer}`,
        `${api}.CONSUMER.MSG.NEXT.${stream}.${consumer}`,
        `$JS.ACK.${stream}.${consumer}.>`,
      ]),
    ],
    subscribe: [`call.${service}.*.*`, `qry.${service}.*.*`, `_INBOX_${service}.>`],
  };
}

/** The authorization block of a NATS server's configuration for these users. */
export function natsAuthorization(users: Record<string, { password: string; permissions: Permissions }>): string {
  const list = (subjects: string[]) => `[${subjects.map((subject) => JSON.stringify(subject)).join(', ')}]`;
  const entries = Object.entries(users).map(
    ([user, { password, permissions }]) =>
      `    { user: ${JSON.stringify(user)}, password: ${JSON.stringify(password)}, permissions: { publish: ${list(permissions.publish)}, subscribe: ${list(permissions.subscribe)}, allow_responses: true } }`,
  );
  return `authorization {\n  users: [\n${entries.join('\n')}\n  ]\n}\n`;
}
