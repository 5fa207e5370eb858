import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytes, reader, type System, systems, taking, text } from './systems.fixture.ts';
import type { Delivery, Transport } from './transport.ts';

describe.each(systems)('%s', (_name, begin) => {
  let system: System;
  let bus: Transport;
  beforeAll(async () => {
    system = await begin();
    bus = await system.connect();
  });
  afterAll(() => system?.stop());

  let streams = 0;
  async function aStream(kind: 'log' | 'queue' = 'log') {
    streams += 1;
    const name = `s${streams}`;
    await bus.ensureStream({ name, subjects: [`${name}.>`], kind, maxAge_ms: 600_000 });
    const say = (what: string, id = newId()) => bus.publish(`${name}.said`, bytes(what), { id });
    return { name, say };
  }
  const seen = (what: string, got: string[], count: number) => until(what, () => got.length >= count);

  test('what was published waits for a consumer that comes later', async () => {
    const { name, say } = await aStream();
    await say('one');
    await say('two');
    const { got, take } = taking();
    const sub = await bus.consume(reader(name), take);
    await seen('both', got, 2);
    expect(got).toEqual(['one', 'two']);
    await sub.close();
  });

  test('a durable consumer that was away goes on where it was', async () => {
    const { name, say } = await aStream();
    const first = taking();
    const sub = await bus.consume(reader(name), first.take);
    await say('one');
    await seen('one', first.got, 1);
    await sub.close();
    await say('two');
    const second = taking();
    const again = await bus.consume(reader(name), second.take);
    await seen('two', second.got, 1);
    expect(second.got).toEqual(['two']);
    await again.close();
  });

  test('a message that is not answered is given again after the wait', async () => {
    const { name, say } = await aStream();
    const got: string[] = [];
    const sub = await bus.consume(reader(name, { ackWait_ms: 400 }), async ({ data, ack }) => {
      got.push(text(data));
      if (got.length > 1) ack();
    });
    await say('one');
    await seen('twice', got, 2);
    expect(got).toEqual(['one', 'one']);
    await sub.close();
  });

  test('a message put off comes again after its delay, others meanwhile', async () => {
    const { name, say } = await aStream();
    const got: { what: string; at: number }[] = [];
    const sub = await bus.consume(reader(name), async ({ data, ack, later }) => {
      got.push({ what: text(data), at: performance.now() });
      if (got.length === 1) later(300);
      else ack();
    });
    await say('one');
    await say('two');
    await until('three deliveries', () => got.length >= 3);
    expect(got.map(({ what }) => what)).toEqual(['one', 'two', 'one']);
    expect((got[2]?.at ?? 0) - (got[0]?.at ?? 0)).toBeGreaterThan(250);
    await sub.close();
  });

  test('a message whose handler throws is given again', async () => {
    const { name, say } = await aStream();
    const got: string[] = [];
    const sub = await bus.consume(reader(name), async ({ data, ack }) => {
      got.push(text(data));
      if (got.length === 1) throw new Error('the database is away');
      ack();
    });
    await say('one');
    await seen('twice', got, 2);
    await sub.close();
  });

  test('consumers of one name share what comes, each message to one; another name gets all', async () => {
    const { name, say } = await aStream();
    const [one, two, other] = [taking(), taking(), taking()];
    const second = await system.connect();
    const subs = [
      await bus.consume(reader(name), one.take),
      await second.consume(reader(name), two.take),
      await bus.consume(reader(name, { name: 'other' }), other.take),
    ];
    const said = Array.from({ length: 20 }, (_, i) => `m${i}`);
    for (const what of said) await say(what);
    await until('all', () => one.got.length + two.got.length >= 20 && other.got.length >= 20);
    expect([...one.got, ...two.got].sort()).toEqual([...said].sort());
    expect(other.got).toEqual(said);
    await Promise.all(subs.map((sub) => sub.close()));
    await second.close();
  });

  test('a filter lets through what it names', async () => {
    const { name, say } = await aStream();
    const { got, take } = taking();
    const sub = await bus.consume(reader(name, { filter: `${name}.asked.*` }), take);
    await say('no');
    await bus.publish(`${name}.asked.x`, bytes('yes'), { id: newId() });
    await seen('one', got, 1);
    expect(got).toEqual(['yes']);
    await sub.close();
  });

  test('a queue forgets what was acknowledged, and keeps the rest', async () => {
    const { name, say } = await aStream('queue');
    const sub = await bus.consume(reader(name, { ackWait_ms: 300 }), async ({ data, ack }) => {
      if (text(data) !== 'kept') ack();
    });
    await say('one');
    await say('kept');
    await say('two');
    await until('one is left', async () => (await system.left(name)) === 1);
    await sub.close();
  });

  test('what is published twice under one id is stored once', async () => {
    const { name, say } = await aStream();
    const { got, take } = taking();
    const id = newId();
    await say('one', id);
    await say('one', id);
    await say('two');
    const sub = await bus.consume(reader(name), take);
    await until('two', () => got.includes('two'));
    expect(got).toEqual(['one', 'two']);
    await sub.close();
  });

  test('nothing is confirmed for a subject of no stream', async () => {
    await expect(bus.publish(`nowhere.${newId()}`, bytes('x'), { id: newId() })).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });

  test('a consumer with a beginning hears nothing from before it', async () => {
    const { name, say } = await aStream();
    await say('past');
    const from = new Date(Date.now() + 20);
    await until('time has passed', () => Date.now() > from.getTime() + 20);
    await say('present');
    const { got, take } = taking();
    const sub = await bus.consume(reader(name, { from }), take);
    await say('future');
    await seen('two', got, 2);
    expect(got).toEqual(['present', 'future']);
    await sub.close();
  });

  test('a consumer may come before its stream', async () => {
    const name = 'late';
    const { got, take } = taking();
    const sub = await bus.consume(reader(name), take);
    await bus.ensureStream({ name, subjects: [`${name}.>`], kind: 'log', maxAge_ms: 600_000 });
    await bus.publish(`${name}.said`, bytes('one'), { id: newId() });
    await seen('one', got, 1);
    await sub.close();
  });

  test('no more are handed out at once than the bound', async () => {
    const { name, say } = await aStream();
    const open: Delivery[] = [];
    let most = 0;
    const bounded = await bus.consume(reader(name, { inFlight: 3 }), async (delivery) => {
      open.push(delivery);
      most = Math.max(most, open.length);
    });
    const free = taking();
    const unbounded = await bus.consume(reader(name, { name: 'free' }), free.take);
    for (let i = 0; i < 10; i++) await say(`m${i}`);
    // By the time the other has all, the bounded one could have had them too.
    await seen('all', free.got, 10);
    await until('three', () => open.length === 3);
    let answered = 0;
    await until('all were handed out', () => {
      for (const delivery of open.splice(0)) {
        delivery.ack();
        answered += 1;
      }
      return answered === 10;
    });
    expect(most).toBe(3);
    await bounded.close();
    await unbounded.close();
  });

  test('a change of the bound holds for a consumer that is there already', async () => {
    const { name, say } = await aStream();
    await say('m0');
    const { got, take } = taking();
    const narrow = await bus.consume(reader(name, { inFlight: 2 }), take);
    await seen('one', got, 1);
    await narrow.close();
    let open = 0;
    const sub = await bus.consume(reader(name, { inFlight: 5, ackWait_ms: 1000 }), async () => {
      open += 1;
    });
    for (let i = 0; i < 5; i++) await say(`m${i}`);
    await until('five at once', () => open === 5);
    await sub.close();
  });

  test('closing waits for handlers at work, and gives back what they left', async () => {
    const { name, say } = await aStream();
    let finish = () => {};
    let given = 0;
    const sub = await bus.consume(reader(name, { ackWait_ms: 500 }), async () => {
      given += 1;
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
    });
    await say('one');
    await until('it is given', () => given === 1);
    let closed = false;
    const closing = sub.close().then(() => {
      closed = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(closed).toBe(false);
    finish();
    await closing;
    const { got, take } = taking();
    const next = await bus.consume(reader(name, { ackWait_ms: 500 }), take);
    await seen('one', got, 1);
    await next.close();
  });

  test('after its store was lost a stream has a new birth, and its consumers go on', async () => {
    const { name, say } = await aStream();
    const { got, take } = taking();
    const sub = await bus.consume(reader(name), take);
    await say('before');
    await seen('before', got, 1);
    const born = await bus.streamBirth(name);
    await system.wipe();
    expect(await bus.streamBirth(name)).toBeUndefined();
    const again = await bus.ensureStream({ name, subjects: [`${name}.>`], kind: 'log', maxAge_ms: 600_000 });
    expect(Date.parse(again.created)).toBeGreaterThan(Date.parse(born?.created ?? ''));
    expect(await bus.streamBirth(name)).toEqual(again);
    await say('after');
    await until('after', () => got.includes('after'));
    await sub.close();
  });
});
