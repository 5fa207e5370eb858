import { systemClock } from '@purser/clock';
import { connect, postgresKeyStore } from '@purser/db';
import { fault } from '@purser/fault';
import { redisAlarmClock } from '@purser/jobs';
import { masterKey, openVault, wireKeys } from '@purser/vault';
import { createBus } from '../bus.ts';
import { answer, type Handler, handle, handleStepped, react } from '../handlers.ts';
import type { Log } from '../log.ts';
import { add, added, charge, labels } from '../probe/contracts.fixture.ts';
import { leaveEffect } from '../probe/database.fixture.ts';
import { natsTransport } from '../transport/nats.ts';
import { fastTuning } from '../tuning.ts';
import { type Cut, cutTransport, die } from './cut.fixture.ts';

/** What a child is told when it is started. */
export type ChildSettings = {
  service: 'counter' | 'listener';
  runtimeUrl: string;
  relayUrl: string;
  nats: { servers: string; user: string; password: string };
  redisUrl: string;
  masterKey: string;
  wireKey: string;
  /** The outside world, which does each key once. */
  outsideUrl: string;
  cut?: Cut;
};

const settings: ChildSettings = JSON.parse(process.env.PROBE ?? '{}');
const { service, cut } = settings;

const say = (level: string) => (facts: object, text: string) => console.error(level, text, JSON.stringify(facts));
const log: Log = { debug: () => {}, info: () => {}, warn: say('warn'), error: say('error') };

let failures = 0;
const counting: Handler[] = [
  handle(add, async ({ tx, tenant, stage }, { label }) => {
    await leaveEffect(tx, tenant, label);
    stage.send(added, { label });
    // Fails the first time that a process sees it.
    if (label.startsWith('flaky') && failures++ === 0) throw fault('unavailable', 'flaky', 'Not just now.');
    return { label };
  }),
  handleStepped(charge, {
    gather: async () => undefined,
    plan: async ({ messageId }, { label }) => ({ step: 'pay', request: { label, key: messageId } }),
    steps: {
      pay: {
        call: async (request) => {
          if (cut === 'between plan and call') await die();
          const { key } = request as { key: string };
          const response = await fetch(settings.outsideUrl, { method: 'POST', headers: { 'idempotency-key': key } });
          const answer = await response.text();
          if (cut === 'between call and record') await die();
          return answer;
        },
        record: async ({ tx, tenant }, request, response) => {
          const { label } = request as { label: string };
          await leaveEffect(tx, tenant, `${label} ${response}`);
          return { done: { label } };
        },
      },
    },
  }),
  answer(labels, async ({ tx }) => {
    const rows = await tx.sql<{ label: string }[]>`select label from effects order by id`;
    return { labels: rows.map(({ label }) => label) };
  }),
];
const listening: Handler[] = [
  react(added, 'hear', async ({ tx, tenant }, { label }) => {
    await leaveEffect(tx, tenant, `heard ${label}`);
  }),
];

const runtime = connect({ url: settings.runtimeUrl, max: 4, name: service });
const relay = connect({ url: settings.relayUrl, max: 3, name: `${service} relay` });
const note = (text: string, facts: object) => log.warn(facts, text);
const bus = createBus({
  service,
  transport: cutTransport(await natsTransport({ ...settings.nats, publishTimeout_ms: 1000, onNote: note }), cut),
  runtime,
  relay,
  vault: openVault({
    masters: [masterKey('m', settings.masterKey)],
    store: postgresKeyStore(relay.sql),
    now_ms: () => systemClock.machine().getTime(),
  }),
  wire: wireKeys(masterKey('w', settings.wireKey)),
  clock: systemClock,
  alarms: redisAlarmClock({
    url: settings.redisUrl,
    prefix: 'probe',
    service,
    onFault: (problem) => note('redis', { problem }),
  }),
  log,
  tuning: fastTuning,
  handlers: service === 'counter' ? counting : listening,
  sends: service === 'counter' ? [added] : [],
});
await bus.start();
process.send?.('ready');
process.on('SIGTERM', async () => {
  await bus.drain();
  await Promise.all([runtime.close(), relay.close()]);
  process.exit(0);
});
