import { startNats, startPostgres, startRedis } from './index.ts';

/** A program of its own that starts all three under the folder it is given, tells of them, and waits to be killed. */
const [, , base = ''] = process.argv;
const log = (line: string) => console.error(line);
const [postgres, nats, redis] = await Promise.all([
  startPostgres({ dir: `${base}/postgres`, superuserPassword: 'first', settings: { fsync: 'off' }, log }),
  startNats({ dir: `${base}/nats`, config: '', log }),
  startRedis({ dir: `${base}/redis`, password: 'first', log }),
]);
// Before the word that it is up: whoever reads it may end us at once.
process.once('SIGTERM', async () => {
  await Promise.all([postgres.stop(), nats.stop(), redis.stop()]);
});
console.log(
  JSON.stringify({
    postgres: { pid: postgres.pid, url: postgres.url },
    nats: { pid: nats.pid, url: nats.url },
    redis: { pid: redis.pid, url: redis.url },
  }),
);
