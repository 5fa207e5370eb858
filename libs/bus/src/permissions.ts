import { type Command, eventSubject, type Query } from '@purser/message';
import { directSubject, inboxOf } from './client/subjects.ts';
import { type Contracts, servicesOf } from './contracts.ts';
import { keeperUser } from './keeper/keeper.ts';
import { consumersOf } from './keeper/plan.ts';
import { keeperSubject } from './keeper/request.ts';
import { commandStream, eventStream } from './streams.ts';

export type Permissions = { publish: string[]; subscribe: string[] };

const api = '$JS.API';

/**
 * What a service's NATS user may do, and nothing else. A test holds the server to it. No service may make or change a stream or
 * a consumer, since NATS does not compare what those are told to do with the rights of the user who tells them.
 */
export function natsPermissions(service: string, contracts: Contracts): Permissions {
  const mayAsk = (spec: Command | Query) =>
    spec.callers.services?.includes(service) ||
    (service === 'gateway' && (spec.callers.staff || spec.callers.customer || spec.callers.public));
  const asked = contracts.commands.filter(mayAsk);
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
      ...contracts.queries.filter(mayAsk).map((spec) => `qry.${spec.service}.${spec.name}.${service}`),
      keeperSubject(service),
      ...[...written].map((name) => `${api}.STREAM.INFO.${name}`),
      ...consumersOf(service, contracts).flatMap(({ stream, name }) => [
        `${api}.CONSUMER.INFO.${stream}.${name}`,
        `${api}.CONSUMER.MSG.NEXT.${stream}.${name}`,
        `$JS.ACK.${stream}.${name}.>`,
      ]),
    ],
    subscribe: [
      `call.${service}.*.*`,
      `qry.${service}.*.*`,
      `${inboxOf(service)}.>`,
      // What it may read it may also watch as it passes by.
      ...contracts.events
        .filter(({ readers }) => readers.includes(service))
        .map((spec) => eventSubject(spec.service, spec.name)),
    ],
  };
}

/** What the keeper may do: make the streams and consumers of these contracts, and hear who wants one. It can say nothing else. */
export function keeperPermissions(contracts: Contracts): Permissions {
  const services = servicesOf(contracts);
  return {
    publish: [
      ...services
        .flatMap((service) => [commandStream(service), eventStream(service)])
        .flatMap((name) => ['CREATE', 'UPDATE', 'INFO'].map((verb) => `${api}.STREAM.${verb}.${name}`)),
      ...services
        .flatMap((service) => consumersOf(service, contracts))
        .flatMap(({ stream, name, filter }) => [
          `${api}.CONSUMER.CREATE.${stream}.${name}.${filter}`,
          `${api}.CONSUMER.INFO.${stream}.${name}`,
        ]),
    ],
    subscribe: [keeperSubject('*'), `${inboxOf(keeperUser)}.>`],
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
