import { setTimeout as pause } from 'node:timers/promises';
import type { JetStreamManager } from '@nats-io/jetstream';
import { isJetStreamError } from './natsErrors.ts';
import type { StreamBirth } from './transport.ts';
import { unavailable } from './unavailable.ts';

const lookAgain_ms = 100;

/** @returns undefined when the stream is not there. */
export async function streamBirth(jsm: JetStreamManager, name: string): Promise<StreamBirth | undefined> {
  try {
    return { name, created: (await jsm.streams.info(name)).created };
  } catch (error) {
    if (isJetStreamError(error, 'streamNotFound')) return undefined;
    throw unavailable('the stream cannot be asked', error);
  }
}

/**
 * Resolves when the keeper has made the stream.
 * @throws Fault unavailable when it is not there in time
 */
export async function streamMade(jsm: JetStreamManager, name: string, timeout_ms: number): Promise<StreamBirth> {
  const late = AbortSignal.timeout(timeout_ms);
  for (;;) {
    const birth = await streamBirth(jsm, name);
    if (birth) return birth;
    if (late.aborted) throw unavailable(`stream ${name} was not made within ${timeout_ms} ms: is a keeper running?`);
    await pause(lookAgain_ms);
  }
}
