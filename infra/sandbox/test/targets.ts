import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { loadContract } from '../contract/contract.ts';
import { type RecordingHttpClient, recordingHttpClient } from '../contract/recordingHttpClient.ts';
import { startSandbox } from '../src/server.ts';
import { publishableKey, secretKey } from './testbed.ts';

/** A Stripe to hold to the same words: the sandbox, or the real one when its test key is given. */
export interface Target {
  stripe: Stripe;
  recorder: RecordingHttpClient;
  stop: () => Promise<void>;
}

async function sandboxTarget(): Promise<Target> {
  const dir = await mkdtemp(join(tmpdir(), 'sandbox-'));
  const settings = { captureDelayMs: 20, disputeDelayMs: 50, refundDelayMs: 50 };
  const sandbox = await startSandbox({ port: 0, dir, secretKey, publishableKey, settings });
  const recorder = recordingHttpClient(loadContract());
  const where = { host: '127.0.0.1', port: sandbox.port, protocol: 'http' } as const;
  const stripe = new Stripe(secretKey, { ...where, httpClient: recorder, maxNetworkRetries: 0 });
  const stop = async () => {
    await sandbox.stop();
    await rm(dir, { recursive: true, force: true });
  };
  return { stripe, recorder, stop };
}

/** @throws Error for a key that is not of a test account: nothing here may touch real money */
export function realTarget(key: string): () => Promise<Target> {
  if (!/^(sk|rk)_test_\w+$/.test(key)) throw new Error('PURSER_STRIPE_TEST_KEY must be a key of test mode');
  return () => {
    const recorder = recordingHttpClient(loadContract({ openEnums: 'any' }));
    const stripe = new Stripe(key, { httpClient: recorder, maxNetworkRetries: 2 });
    return Promise.resolve({ stripe, recorder, stop: () => Promise.resolve() });
  };
}

/** Whom a suite of the contract runs against; it says in its output when that is not Stripe itself. */
export function targets(suite: string): [string, () => Promise<Target>][] {
  const key = process.env.PURSER_STRIPE_TEST_KEY;
  if (!key) console.info(`${suite}: not run against real Stripe (PURSER_STRIPE_TEST_KEY is not set)`);
  return [
    ['the sandbox', sandboxTarget],
    ...(key ? [['real Stripe', realTarget(key)] as [string, () => Promise<Target>]] : []),
  ];
}
