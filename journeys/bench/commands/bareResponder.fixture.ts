import { connect as connectNats } from '@nats-io/transport-node';
import { connect } from '@purser/db';

const { NATS_URL = '', NATS_USER = '', NATS_PASSWORD = '', DATABASE_URL = '' } = process.env;

/** The least that answers a request after a commit: one row of the request's bytes, as many connections as a service has. */
const { sql } = connect({ url: DATABASE_URL, max: 6, name: 'bare' });
const nc = await connectNats({
  servers: NATS_URL,
  user: NATS_USER,
  pass: NATS_PASSWORD,
  inboxPrefix: `_INBOX_${NATS_USER}`,
});
nc.subscribe('bare.insert', {
  callback: (error, msg) => {
    if (error) throw error;
    const { id, text } = msg.json<{ id: string; text: string }>();
    void sql`insert into bench.bare (id, text) values (${id}, ${text})`.then(() => msg.respond('done'));
  },
});
await nc.flush();
process.send?.({ ready: true, port: 0 });
process.once('SIGTERM', () => {
  nc.drain().then(() => process.exit(0));
});
