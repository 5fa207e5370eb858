import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytes, type System, systems, text } from './systems.fixture.ts';
import type { Transport } from './transport.ts';

describe.each(systems)('%s', (_name, begin) => {
  let system: System;
  let bus: Transport;
  beforeAll(async () => {
    system = await begin();
    bus = await system.connect();
  });
  afterAll(() => system?.stop());

  test('one of a queue answers a request', async () => {
    const second = await system.connect();
    const answering = (who: string) => async (data: Uint8Array, subject: string) =>
      bytes(`${who} ${text(data)} ${subject}`);
    const subs = [
      await bus.respond('ask.a.*', 'q', answering('one')),
      await second.respond('ask.a.*', 'q', answering('two')),
    ];
    const answers = await Promise.all(
      Array.from({ length: 10 }, async (_, i) =>
        text(await bus.request('ask.a.tester', bytes(`${i}`), { timeout_ms: 2000 })),
      ),
    );
    expect(answers.map((answer) => answer.split(' ').slice(1).join(' '))).toEqual(
      answers.map((_, i) => `${i} ask.a.tester`),
    );
    await Promise.all(subs.map((sub) => sub.close()));
    await second.close();
  });

  test('a request that nobody hears, that comes too late or that fails is unavailable', async () => {
    await expect(bus.request('ask.nobody.tester', bytes('x'), { timeout_ms: 1000 })).rejects.toMatchObject({
      kind: 'unavailable',
    });
    let release = () => {};
    const late = await bus.respond('ask.late.tester', 'q', async (data) => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return data;
    });
    await expect(bus.request('ask.late.tester', bytes('x'), { timeout_ms: 100 })).rejects.toMatchObject({
      kind: 'unavailable',
    });
    release();
    await late.close();
    const broken = await bus.respond('ask.broken.tester', 'q', async () => {
      throw new Error('broken');
    });
    await expect(bus.request('ask.broken.tester', bytes('x'), { timeout_ms: 100 })).rejects.toMatchObject({
      kind: 'unavailable',
    });
    await broken.close();
  });

  test('what a stream takes passes by those who watch, until they stop', async () => {
    const name = `w${newId()}`;
    await bus.ensureStream({ name, subjects: [`${name}.>`], kind: 'log', maxAge_ms: 60_000 });
    const seen: string[] = [];
    await bus.publish(`${name}.a`, bytes('before'), { id: `${name} before` });
    const watching = await bus.watch(`${name}.a`, (data) => void seen.push(text(data)));
    await bus.publish(`${name}.a`, bytes('seen'), { id: `${name} seen` });
    await bus.publish(`${name}.b`, bytes('other'), { id: `${name} other` });
    await until('the message passed by', async () => seen.length > 0);
    await watching.close();
    await bus.publish(`${name}.a`, bytes('after'), { id: `${name} after` });
    expect(seen).toEqual(['seen']);
  });

  test('closing a responder waits for the answer it is working on', async () => {
    let begun = false;
    let release = () => {};
    const sub = await bus.respond('ask.slow.tester', 'q', async () => {
      begun = true;
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return bytes('done');
    });
    const asked = bus.request('ask.slow.tester', bytes('x'), { timeout_ms: 5000 });
    await until('it has begun', () => begun);
    const closing = sub.close();
    release();
    await closing;
    expect(text(await asked)).toBe('done');
  });
});
