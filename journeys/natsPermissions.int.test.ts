import { randomUUID } from 'node:crypto';
import { contracts, serviceNames } from '@purser/contracts';
import { natsUsers, startTestNats, type TestNats } from '@purser/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type NatsUser, natsUser } from './messages/natsUser.ts';

let nats: TestNats;
const users = new Map<string, NatsUser>();
const observer = 'observer';
const everything = { publish: ['>'], subscribe: ['>'] };

beforeAll(async () => {
  nats = await startTestNats({
    ...natsUsers(serviceNames),
    [observer]: { password: randomUUID(), permissions: everything },
  });
  for (const name of [...serviceNames, observer])
    users.set(name, await natsUser(nats.engine.url, name, nats.password(name)));
  // The keeper has made every service's streams by now; one that were missing would be no test of who may touch it.
  for (const name of serviceNames)
    for (const stream of [`cmd_${name}`, `evt_${name}`])
      expect(await user(observer).ask(`$JS.API.STREAM.INFO.${stream}`, {})).not.toHaveProperty('error');
});
afterAll(async () => {
  await Promise.all([...users.values()].map(({ nc }) => nc.close()));
  await nats?.stop();
});

function user(name: string): NatsUser {
  const found = users.get(name);
  if (!found) throw new Error(`${name} is no user`);
  return found;
}

const people = (callers: { staff?: unknown; customer?: unknown; public?: unknown }) =>
  Boolean(callers.staff || callers.customer || callers.public);

/** Read from the contracts as they are written: who may send the message at all, under its own name. */
const asked = [...contracts.commands, ...contracts.queries].flatMap((spec) =>
  serviceNames.map((sender) => ({
    spec,
    sender,
    may: Boolean(spec.callers.services?.includes(sender)) || (sender === 'gateway' && people(spec.callers)),
    roads: spec.kind === 'command' ? ['cmd', 'call'] : ['qry'],
  })),
);

/** The subjects that the server judged otherwise than it should. */
async function misjudged(subjects: readonly string[], judge: (subject: string) => Promise<boolean>, may: boolean) {
  const wrong: string[] = [];
  for (const subject of subjects) if ((await judge(subject)) !== may) wrong.push(subject);
  return wrong;
}

const others = (name: string) => serviceNames.filter((each) => each !== name);

describe.each(serviceNames)('%s', (name) => {
  test('may ask what the contracts let it ask, in its own name, and nothing else', async () => {
    const subjectsOf = (may: boolean) =>
      asked
        .filter((each) => each.sender === name && each.may === may)
        .flatMap(({ spec, roads }) => roads.map((road) => `${road}.${spec.service}.${spec.name}.${name}`));
    expect(subjectsOf(true).length + subjectsOf(false).length).toBeGreaterThan(20);
    expect(await misjudged(subjectsOf(true), user(name).mayPublish, true)).toEqual([]);
    expect(await misjudged(subjectsOf(false), user(name).mayPublish, false)).toEqual([]);
  });

  test("may ask nothing in another's name", async () => {
    const foreign = asked
      .filter(({ sender }) => sender !== name)
      .flatMap(({ spec, sender, roads }) => roads.map((road) => `${road}.${spec.service}.${spec.name}.${sender}`));
    expect(await misjudged(foreign, user(name).mayPublish, false)).toEqual([]);
  });

  test("may say its own events and nobody else's", async () => {
    const [own, foreign] = [true, false].map((mine) =>
      contracts.events
        .filter(({ service }) => (service === name) === mine)
        .map((spec) => `evt.${spec.service}.${spec.name}`),
    );
    expect(await misjudged(own ?? [], user(name).mayPublish, true)).toEqual([]);
    expect(await misjudged(foreign ?? [], user(name).mayPublish, false)).toEqual([]);
  });

  test('may hear what is asked of it and its own answers, and nothing meant for others', async () => {
    const own = [`call.${name}.*.*`, `qry.${name}.*.*`, `_INBOX_${name}.>`, `_INBOX_${name}.abc.*`];
    const foreign = [
      '>',
      '*',
      'cmd.>',
      'evt.>',
      'call.>',
      'qry.>',
      '*.*.*.*',
      '_INBOX.>',
      '$JS.>',
      '$JS.API.>',
      '$JS.EVENT.>',
      '$SYS.>',
      '$JS.ACK.>',
      `cmd.${name}.>`,
      `evt.${name}.>`,
      ...others(name).flatMap((other) => [
        `call.${other}.*.*`,
        `call.${other}.>`,
        `qry.${other}.*.*`,
        `evt.${other}.>`,
        `cmd.${other}.>`,
        `_INBOX_${other}.>`,
        `_INBOX_${other}.abc.1`,
      ]),
    ];
    expect(await misjudged(own, user(name).maySubscribe, true)).toEqual([]);
    expect(await misjudged(foreign, user(name).maySubscribe, false)).toEqual([]);
    const queued = (subject: string) => user(name).maySubscribe(subject, 'joined');
    expect(await misjudged(foreign, queued, false)).toEqual([]);
  });

  test('may not answer what it was not asked', async () => {
    const inboxes = others(name).map((other) => `_INBOX_${other}.abc.1`);
    expect(await misjudged(inboxes, user(name).mayPublish, false)).toEqual([]);
  });

  test('may not look into, empty, change or remove streams and consumers that are not its to touch', async () => {
    const streams = serviceNames.flatMap((each) => [`cmd_${each}`, `evt_${each}`]);
    const destructive = [
      'DELETE',
      'PURGE',
      'MSG.GET',
      'MSG.DELETE',
      'SNAPSHOT',
      'RESTORE',
      'LEADER.STEPDOWN',
      'PEER.REMOVE',
    ];
    const api = [
      '$JS.API.INFO',
      '$JS.API.STREAM.LIST',
      '$JS.API.STREAM.NAMES',
      ...streams.flatMap((stream) => [
        ...destructive.map((verb) => `$JS.API.STREAM.${verb}.${stream}`),
        `$JS.API.DIRECT.GET.${stream}`,
        `$JS.API.DIRECT.GET.${stream}.evt.x`,
        `$JS.API.CONSUMER.LIST.${stream}`,
        `$JS.API.CONSUMER.NAMES.${stream}`,
        `$JS.API.CONSUMER.CREATE.${stream}`,
        `$JS.API.CONSUMER.DURABLE.CREATE.${stream}.${name}`,
        `$JS.API.CONSUMER.CREATE.${stream}.spy`,
        `$JS.API.CONSUMER.CREATE.${stream}.${name}.${stream.replace('_', '.')}.>`,
        `$JS.API.STREAM.CREATE.${stream}`,
        `$JS.API.STREAM.UPDATE.${stream}`,
        ...[name, ...others(name)].map((each) => `$JS.API.CONSUMER.DELETE.${stream}.${each}`),
      ]),
      ...others(name).flatMap((other) =>
        [`cmd_${other}`, `evt_${other}`].flatMap((stream) => [
          `$JS.API.CONSUMER.MSG.NEXT.${stream}.${other}`,
          `$JS.ACK.${stream}.${other}.1.1.1.1.0`,
          `$JS.API.CONSUMER.CREATE.${stream}.${other}.${stream.replace('_', '.')}.>`,
        ]),
      ),
      '$JS.API.STREAM.CREATE.spy',
      '$SYS.REQ.SERVER.PING',
      '$SYS.REQ.ACCOUNT.$G.CONNZ',
    ];
    expect(await misjudged(api, user(name).mayPublish, false)).toEqual([]);
  });

  test('gets from the keeper a reader of the events it is a reader of, and of no others', async () => {
    const wrong: string[] = [];
    for (const { service, name: fact, readers } of contracts.events) {
      const request = { stream: `evt_${service}`, name: `${name}_${service}_${fact}`, inFlight: 8, ackWait_ms: 30_000 };
      const ask = (more: object) => user(name).ask(`keep.${name}`, { ...request, ...more });
      const may = (await ask({}))?.made === true;
      if (may !== readers.includes(name)) wrong.push(`${service}.${fact}`);
      const refused: object[] = [
        { name: 'spy' },
        { stream: `evt_${service}_` },
        { filter: 'evt.>' },
        { filter_subject: `evt.${service}.>` },
        { deliver_subject: `call.${service}.x.gateway` },
        { inFlight: 100_000 },
        ...readers.filter((other) => other !== name).map((other) => ({ name: `${other}_${service}_${fact}` })),
      ];
      for (const more of refused)
        if ((await ask(more))?.made !== false) wrong.push(`${service}.${fact} with ${JSON.stringify(more)}`);
      const made = await user(observer).ask(`$JS.API.CONSUMER.INFO.evt_${service}.${request.name}`, {});
      if (may && made?.config?.filter_subject !== `evt.${service}.${fact}`) wrong.push(`${service}.${fact} is wider`);
      if (made?.config?.deliver_subject !== undefined) wrong.push(`${service}.${fact} is delivered elsewhere`);
    }
    expect(wrong).toEqual([]);
  });

  test("may ask the keeper in nobody else's name, nor hear what others ask of it", async () => {
    const foreign = others(name).map((other) => `keep.${other}`);
    expect(await misjudged([`keep.${name}`], user(name).mayPublish, true)).toEqual([]);
    expect(await misjudged(foreign, user(name).mayPublish, false)).toEqual([]);
    expect(await misjudged(['keep.*', 'keep.>', `keep.${name}`], user(name).maySubscribe, false)).toEqual([]);
  });

  // NATS does not compare what a stream or a consumer is told to do with the rights of the user who tells it: hence the keeper.
  test("may not make its own streams hold or copy another's subjects", async () => {
    const [other = ''] = others(name);
    const stream = `evt_${name}`;
    const plain = { name: stream, retention: 'limits', storage: 'file', num_replicas: 1, subjects: [`evt.${name}.>`] };
    const attempts: Record<string, object> = {
      'as it is': {},
      "another's events": { subjects: [...plain.subjects, `evt.${other}.>`] },
      'direct calls': { subjects: [...plain.subjects, 'call.>'] },
      inboxes: { subjects: [...plain.subjects, `_INBOX_${other}.>`] },
      'a source': { sources: [{ name: `evt_${other}` }] },
      'words in another mouth': { republish: { src: `evt.${name}.>`, dest: `call.${other}.x.gateway` } },
    };
    const heard: string[] = [];
    for (const [what, config] of Object.entries(attempts))
      for (const verb of ['CREATE', 'UPDATE'])
        if (await user(name).ask(`$JS.API.STREAM.${verb}.${stream}`, { ...plain, ...config })) heard.push(what);
    expect(heard).toEqual([]);
  });

  test('may not have a consumer speak for it on a subject that it may not speak on', async () => {
    const [other = ''] = others(name);
    const stream = `cmd_${name}`;
    const durable = { durable_name: name, ack_policy: 'explicit', filter_subject: `cmd.${name}.>` };
    const config = { ...durable, deliver_subject: `call.${other}.x.gateway` };
    for (const api of ['CREATE', 'DURABLE.CREATE'])
      for (const end of ['', `.${name}`, `.${name}.cmd.${name}.>`]) {
        const subject = `$JS.API.CONSUMER.${api}.${stream}${end}`;
        expect(await user(name).ask(subject, { stream_name: stream, config })).toBeUndefined();
      }
  });
});
