import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@purser/bus';
import { type Connection, connect } from '@purser/db';
import { fault, isFault } from '@purser/fault';
import { newId } from '@purser/message';
import { type Sandbox, startSandbox } from '@purser/sandbox/server';
import { until } from '@purser/testing';
import Stripe from 'stripe';
import type { Program } from '../../bench/children.ts';
import { openStack } from '../../bench/stack.ts';

export const keys = { secretKey: 'sk_test_night000001', publishableKey: 'pk_test_night000001' };
const fast = { PURSER_PROFILE: 'fast', PURSER_STRIPE_TIMEOUT_MS: '1500', PURSER_STRIPE_READS_PER_SECOND: '100' };
export const patience_ms = 60_000;
/** Longer than any process waits: who is held is killed in it. */
const held_ms = 60_000;

/** A call to Stripe in which a process can be killed: before it is done there, or after. */
export type Moment = { method: 'GET' | 'POST'; path: string; when: 'before' | 'after' };

export type NightWorld = {
  client: Client;
  owner: Connection;
  stripe: Stripe;
  /** What waits in payments for its time, it is time for. */
  isTimeFor(handler: string): Promise<void>;
  /** Payments is killed in its next call of each kind, one after the other; it waits in it until then, and is started again. */
  killIn(moments: readonly Moment[], work: () => Promise<unknown>): Promise<void>;
  /** Kills it now, and starts it again. */
  kill(): Promise<void>;
  /** As the gateway does it: the same message until there is an answer. */
  insist<T>(ask: (id: string) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
};

/** Services that take money, each in a process of its own, and a Stripe that posts nothing: what is known is what was answered or looked at. */
export async function openNight(): Promise<NightWorld> {
  const dir = await mkdtemp(join(tmpdir(), 'purser-night-'));
  const sandbox = await startSandbox({ port: 0, dir, ...keys });
  const stack = await openStack();
  const env = {
    ...fast,
    PURSER_PUBLIC_URL: 'https://purser.example',
    PURSER_STRIPE_API: sandbox.url,
    PURSER_STRIPE_CONNECT_URL: sandbox.url,
  };
  for (const name of ['directory', 'invoicing', 'reporting']) await stack.service(name, fast);
  let payments: Program = await stack.service('payments', env);
  const owner = connect({ url: stack.adminUrl, max: 2, name: 'night' });
  const client = await stack.gateway();
  const kill = async () => {
    await payments.kill();
    payments = await stack.service('payments', env);
  };
  return {
    ...{ client, owner, kill, insist },
    stripe: new Stripe(keys.secretKey, {
      ...{ host: '127.0.0.1', port: sandbox.port, protocol: 'http' },
      ...{ maxNetworkRetries: 0, telemetry: false },
    }),
    isTimeFor: async (handler) => {
      await owner.sql`
        update payments.ledger set next_at = now() where status = 'waiting' and handler = ${`payments.${handler}`}`;
    },
    killIn: async (moments, work) => {
      for (const moment of moments) await tell(sandbox, 'POST', { ...moment, effect: 'hold', ms: held_ms, count: 1 });
      await work();
      for (const [at, moment] of moments.entries()) {
        const left = moments.length - at - 1;
        await until('it is in that call', async () => (await tell(sandbox, 'GET')).length === left, patience_ms);
        await settled(moment);
        await kill();
      }
    },
    stop: async () => {
      await owner.close();
      await stack.stop();
      await sandbox.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** What is done before its answer is held is done a moment after the call came in. */
const settled = ({ when }: Moment) => new Promise((resolve) => setTimeout(resolve, when === 'after' ? 100 : 0));

async function tell(sandbox: Sandbox, method: 'GET' | 'POST', rule?: object): Promise<unknown[]> {
  const body = rule && JSON.stringify(rule);
  const answer = await fetch(`${sandbox.url}/_sandbox/faults`, { method, ...(body && { body }) });
  if (!answer.ok) throw fault('bug', 'sandbox', `faults: ${answer.status} ${await answer.text()}`);
  const told: unknown = await answer.json();
  return Array.isArray(told) ? told : [];
}

function insist<T>(ask: (id: string) => Promise<T>): Promise<T> {
  const id = newId();
  const once = () =>
    ask(id).then(
      (answer) => ({ answer }),
      (error: unknown) => {
        if (isFault(error) && error.passing) return undefined;
        throw error;
      },
    );
  return until('an answer', once, patience_ms).then(({ answer }) => answer);
}
