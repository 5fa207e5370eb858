import { connect, errors, type NatsConnection } from '@nats-io/transport-node';

/** What the tests look at of an answer: JetStream's error or what it holds, or whether the keeper made it. */
export type ServerAnswer = {
  error?: { code: number; description: string };
  config?: { filter_subject?: string; deliver_subject?: string };
  made?: boolean;
};

/** A raw connection as one of the server's users, and what the server refused it. */
export type NatsUser = {
  name: string;
  nc: NatsConnection;
  /** Whether the server lets this user publish there. */
  mayPublish(subject: string): Promise<boolean>;
  maySubscribe(subject: string, queue?: string): Promise<boolean>;
  /** A request to JetStream or to the keeper; undefined when the server did not let it through. */
  ask(subject: string, body: object): Promise<ServerAnswer | undefined>;
};

export async function natsUser(servers: string, name: string, pass: string): Promise<NatsUser> {
  const nc = await connect({ servers, user: name, pass, inboxPrefix: `_INBOX_${name}` });
  const refused = new Set<string>();
  void watch(nc, refused);
  // The server's refusal comes before its answer to the flush.
  const heardOf = async (operation: string, subject: string) => {
    await nc.flush();
    // It travels to us by way of an iterator, which takes its turn.
    await new Promise((resolve) => setImmediate(resolve));
    return refused.delete(`${operation} ${subject}`);
  };
  return {
    name,
    nc,
    mayPublish: async (subject) => {
      nc.publish(subject, '{}');
      return !(await heardOf('publish', subject));
    },
    maySubscribe: async (subject, queue) => {
      const sub = nc.subscribe(subject, { callback: () => {}, ...(queue !== undefined && { queue }) });
      const may = !(await heardOf('subscription', subject));
      sub.unsubscribe();
      return may;
    },
    ask: async (subject, body) => {
      try {
        return (await nc.request(subject, JSON.stringify(body), { timeout: 2000 })).json();
      } catch (error) {
        if (error instanceof Error && error.cause instanceof errors.PermissionViolationError) return undefined;
        throw error;
      }
    },
  };
}

async function watch(nc: NatsConnection, refused: Set<string>): Promise<void> {
  for await (const status of nc.status()) {
    if (status.type === 'error' && status.error instanceof errors.PermissionViolationError)
      refused.add(`${status.error.operation} ${status.error.subject}`);
  }
}
